package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The statements a request may meet: denials before allowances, and those with written-out
/// resources found by the resource, and those that want a text under a key by that text.
final class Shelf {
    private static final CompiledStatement[] EMPTY = {};

    private final Drawer denials;
    private final Drawer allowances;

    Shelf(List<CompiledStatement> statements) {
        denials = new Drawer(statements.stream().filter(CompiledStatement::isDeny).toList());
        allowances =
                new Drawer(statements.stream().filter(statement -> !statement.isDeny()).toList());
    }

    /// @param checkAction whether the statements' actions are still to be looked at
    Answer answer(Request request, boolean checkAction) {
        Answer denied = denials.strongest(request, checkAction);
        return denied == Answer.DENIES ? denied : allowances.strongest(request, checkAction);
    }

    private static final class Drawer {
        private final Map<String, CompiledStatement[]> byResource = new HashMap<>();
        // Per key of a condition, by the text that key must have.
        private final Map<String, Map<String, CompiledStatement[]>> byText = new HashMap<>();
        private final CompiledStatement[] others;

        Drawer(List<CompiledStatement> statements) {
            Map<String, List<CompiledStatement>> found = new HashMap<>();
            Map<String, Map<String, List<CompiledStatement>>> hooked = new HashMap<>();
            List<CompiledStatement> rest = new ArrayList<>();
            for (CompiledStatement statement : statements) {
                Set<String> resources = statement.literalResources().orElse(Set.of());
                Optional<CompiledStatement.Hook> hook = statement.hook();
                if (!resources.isEmpty()) {
                    resources.forEach(resource -> add(found, resource, statement));
                } else if (hook.isPresent()) {
                    var texts =
                            hooked.computeIfAbsent(hook.orElseThrow().key(), _ -> new HashMap<>());
                    hook.orElseThrow().texts().stream()
                            .distinct()
                            .forEach(text -> add(texts, text, statement));
                } else {
                    rest.add(statement);
                }
            }
            byResource.putAll(arrays(found));
            hooked.forEach((key, texts) -> byText.put(key, arrays(texts)));
            others = rest.toArray(CompiledStatement[]::new);
        }

        private static void add(
                Map<String, List<CompiledStatement>> map, String key, CompiledStatement one) {
            map.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
        }

        private static Map<String, CompiledStatement[]> arrays(
                Map<String, List<CompiledStatement>> lists) {
            Map<String, CompiledStatement[]> arrays = new HashMap<>();
            lists.forEach((key, list) -> arrays.put(key, list.toArray(CompiledStatement[]::new)));
            return arrays;
        }

        Answer strongest(Request request, boolean checkAction) {
            Answer best = strongest(others, request, checkAction);
            if (best.compareTo(Answer.ALLOWS) < 0 && !byResource.isEmpty()) {
                best = stronger(best, ofResource(request, checkAction));
            }
            if (best.compareTo(Answer.ALLOWS) < 0 && !byText.isEmpty()) {
                best = stronger(best, ofTexts(request, checkAction));
            }
            return best;
        }

        private static Answer stronger(Answer a, Answer b) {
            return a.compareTo(b) >= 0 ? a : b;
        }

        private Answer ofResource(Request request, boolean checkAction) {
            Answer best = Answer.SILENT;
            for (Arn name : request.resource()) {
                best = stronger(best, look(byResource, name.rest(), request, checkAction));
            }
            return best;
        }

        private Answer ofTexts(Request request, boolean checkAction) {
            Answer best = Answer.SILENT;
            for (Map.Entry<String, Map<String, CompiledStatement[]>> key : byText.entrySet()) {
                List<String> values = request.facts().values(key.getKey());
                for (int i = 0; i < values.size(); i++) {
                    best =
                            stronger(
                                    best,
                                    look(key.getValue(), values.get(i), request, checkAction));
                }
            }
            return best;
        }

        private static Answer look(
                Map<String, CompiledStatement[]> statements,
                String key,
                Request request,
                boolean checkAction) {
            return strongest(statements.getOrDefault(key, EMPTY), request, checkAction);
        }

        private static Answer strongest(
                CompiledStatement[] statements, Request request, boolean checkAction) {
            Answer best = Answer.SILENT;
            for (CompiledStatement statement : statements) {
                if (checkAction && !statement.matchesAction(request.lowerCaseAction())) {
                    continue;
                }
                best = stronger(best, statement.answer(request));
                if (best.compareTo(Answer.ALLOWS) >= 0) {
                    return best;
                }
            }
            return best;
        }
    }
}
