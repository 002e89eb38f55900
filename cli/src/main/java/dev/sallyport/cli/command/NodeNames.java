package dev.sallyport.cli.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which node a user means.
final class NodeNames {
    private static final int MOST_SUGGESTIONS = 3;
    private static final String TAG = "tag:";

    private NodeNames() {}

    /// What a name leads to.
    sealed interface Resolution {}

    record Found(NodeEntry node) implements Resolution {}

    record Ambiguous(List<NodeEntry> nodes) implements Resolution {}

    /// No node is called so, but these are called something like it.
    record Similar(List<NodeEntry> nodes) implements Resolution {}

    record Missing(List<String> suggestions) implements Resolution {}

    /// In this order: an id, a name as written, a name in any case, the beginning of one.
    ///
    /// Names that the account gave go before the computer name, which a node gives itself: a node
    /// must not be taken for another because it says so.
    static Resolution resolve(String wanted, List<NodeEntry> nodes) {
        if (wanted.startsWith(TAG) && wanted.indexOf('=') > 0) {
            List<NodeEntry> tagged = tagged(wanted, nodes);
            return tagged.isEmpty() ? new Missing(List.of()) : among(tagged, true);
        }
        String lower = wanted.toLowerCase(Locale.ROOT);
        List<BiPredicate<String, String>> rules =
                List.of(
                        String::equals,
                        (name, _) -> name.toLowerCase(Locale.ROOT).equals(lower),
                        (name, _) -> name.toLowerCase(Locale.ROOT).startsWith(lower));
        List<NodeEntry> claimed = List.of();
        for (BiPredicate<String, String> rule : rules) {
            Predicate<String> fits = name -> !name.isEmpty() && rule.test(name, wanted);
            List<NodeEntry> given =
                    nodes.stream()
                            .filter(n -> Stream.of(n.id(), n.twin(), n.name()).anyMatch(fits))
                            .toList();
            if (!given.isEmpty()) {
                return claimed.isEmpty() ? among(given, true) : either(given, claimed);
            }
            if (claimed.isEmpty()) {
                claimed = nodes.stream().filter(n -> fits.test(n.computerName())).toList();
            }
        }
        if (!claimed.isEmpty()) {
            return among(claimed, false);
        }
        List<NodeEntry> similar = similar(lower, nodes);
        return similar.isEmpty() ? new Missing(suggestions(lower, nodes)) : new Similar(similar);
    }

    /// The nodes with the tag that `tag:KEY=VALUE` names.
    static List<NodeEntry> tagged(String wanted, List<NodeEntry> nodes) {
        String key = wanted.substring(TAG.length(), wanted.indexOf('='));
        String value = wanted.substring(wanted.indexOf('=') + 1);
        return nodes.stream().filter(node -> value.equals(node.tags().get(key))).toList();
    }

    static boolean isTag(String wanted) {
        return wanted.startsWith(TAG) && wanted.indexOf('=') > 0;
    }

    // A machine that registered again leaves its old self behind under the same name, never to come
    // online: the one that is online is meant. But not where a node can claim another's name.
    private static Resolution among(List<NodeEntry> matching, boolean given) {
        if (matching.size() == 1) {
            return new Found(matching.getFirst());
        }
        List<NodeEntry> online = matching.stream().filter(NodeEntry::online).toList();
        return given && online.size() == 1 ? new Found(online.getFirst()) : new Ambiguous(matching);
    }

    private static Resolution either(List<NodeEntry> given, List<NodeEntry> claimed) {
        List<NodeEntry> all = Stream.concat(given.stream(), claimed.stream()).distinct().toList();
        return all.size() == 1 ? new Found(all.getFirst()) : new Ambiguous(all);
    }

    private static List<NodeEntry> similar(String wanted, List<NodeEntry> nodes) {
        for (BiPredicate<String, String> rule :
                List.<BiPredicate<String, String>>of(String::contains, NodeNames::holdsInOrder)) {
            List<NodeEntry> matching =
                    nodes.stream()
                            .filter(n ->
                                    n.names()
                                            .map(name -> name.toLowerCase(Locale.ROOT))
                                            .anyMatch(name -> rule.test(name, wanted)))
                            .toList();
            if (!matching.isEmpty()) {
                return matching;
            }
        }
        return List.of();
    }

    // Hexadecimal ids hold nearly every short word's letters somewhere.
    private static boolean holdsInOrder(String name, String wanted) {
        if (name.startsWith("mi-") || name.startsWith("i-")) {
            return false;
        }
        int from = 0;
        for (int i = 0; i < wanted.length(); i++) {
            from = name.indexOf(wanted.charAt(i), from) + 1;
            if (from == 0) {
                return false;
            }
        }
        return true;
    }

    private static List<String> suggestions(String wanted, List<NodeEntry> nodes) {
        int near = Math.max(2, wanted.length() / 3);
        return nodes.stream()
                .flatMap(NodeEntry::names)
                .filter(name -> !name.startsWith("i-"))
                .distinct()
                .filter(name -> Spelling.distance(wanted, name.toLowerCase(Locale.ROOT)) <= near)
                .sorted(
                        Comparator.comparingInt(
                                name -> Spelling.distance(wanted, name.toLowerCase(Locale.ROOT))))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }
}
