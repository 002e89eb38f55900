package dev.sallyport.cli.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/// Which node a user means.
final class NodeNames {
    private static final int MOST_SUGGESTIONS = 3;

    private NodeNames() {}

    /// What a name leads to.
    sealed interface Resolution {}

    record Found(NodeEntry node) implements Resolution {}

    record Ambiguous(List<NodeEntry> nodes) implements Resolution {}

    record Missing(List<String> suggestions) implements Resolution {}

    /// In this order: an id, a name as written, a name in any case, the beginning of one.
    static Resolution resolve(String wanted, List<NodeEntry> nodes) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        List<BiPredicate<String, String>> rules =
                List.of(
                        String::equals,
                        (name, _) -> name.toLowerCase(Locale.ROOT).equals(lower),
                        (name, _) -> name.toLowerCase(Locale.ROOT).startsWith(lower));
        for (BiPredicate<String, String> rule : rules) {
            List<NodeEntry> matching =
                    nodes.stream()
                            .filter(node -> node.names().anyMatch(n -> rule.test(n, wanted)))
                            .toList();
            if (!matching.isEmpty()) {
                return among(matching);
            }
        }
        return new Missing(suggestions(lower, nodes));
    }

    // A machine that registered again leaves its old self behind under the same name, never to come
    // online: the one that is online is meant.
    private static Resolution among(List<NodeEntry> matching) {
        List<NodeEntry> online = matching.stream().filter(NodeEntry::online).toList();
        if (matching.size() == 1) {
            return new Found(matching.getFirst());
        }
        return online.size() == 1 ? new Found(online.getFirst()) : new Ambiguous(matching);
    }

    private static List<String> suggestions(String wanted, List<NodeEntry> nodes) {
        int near = Math.max(2, wanted.length() / 3);
        return nodes.stream()
                .flatMap(NodeEntry::names)
                .filter(name -> !name.startsWith("i-"))
                .distinct()
                .filter(name ->
                        Spelling.distance(wanted, name.toLowerCase(Locale.ROOT)) <= near
                                || name.toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(
                        Comparator.comparingInt(
                                name -> Spelling.distance(wanted, name.toLowerCase(Locale.ROOT))))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }
}
