package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The statements a request may meet: denials before allowances, and those with written-out
/// resources found by the resource.
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
        private final CompiledStatement[] others;

        Drawer(List<CompiledStatement> statements) {
            Map<String, List<CompiledStatement>> found = new HashMap<>();
            List<CompiledStatement> rest = new ArrayList<>();
            for (CompiledStatement statement : statements) {
                Set<String> resources = statement.literalResources().orElse(Set.of());
                if (resources.isEmpty()) {
                    rest.add(statement);
                }
                resources.forEach(resource ->
                        found.computeIfAbsent(resource, _ -> new ArrayList<>()).add(statement));
            }
            found.forEach((resource, list) ->
                    byResource.put(resource, list.toArray(CompiledStatement[]::new)));
            others = rest.toArray(CompiledStatement[]::new);
        }

        Answer strongest(Request request, boolean checkAction) {
            Answer best = strongest(others, request, checkAction);
            if (byResource.isEmpty()) {
                return best;
            }
            for (Arn name : request.resource()) {
                if (best.compareTo(Answer.ALLOWS) >= 0) {
                    return best;
                }
                Answer found =
                        strongest(
                                byResource.getOrDefault(name.rest(), EMPTY), request, checkAction);
                best = found.compareTo(best) > 0 ? found : best;
            }
            return best;
        }

        private static Answer strongest(
                CompiledStatement[] statements, Request request, boolean checkAction) {
            Answer best = Answer.SILENT;
            for (CompiledStatement statement : statements) {
                if (checkAction && !statement.matchesAction(request.lowerCaseAction())) {
                    continue;
                }
                Answer answer = statement.answer(request);
                if (answer.compareTo(best) > 0) {
                    best = answer;
                    if (best.compareTo(Answer.ALLOWS) >= 0) {
                        return best;
                    }
                }
            }
            return best;
        }
    }
}
