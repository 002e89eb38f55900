package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The policies of one layer, in an order in which a request meets few of their statements.
///
/// Statements are kept per action that any of them writes out, and per service for the rest; within
/// these, per resource where the resources are written out. Building one costs about as much as
/// compiling its policies: keep it as long as they stay attached.
public final class PolicyIndex {
    /// No policies: silent about everything.
    public static final PolicyIndex NONE = new PolicyIndex(List.of());

    private final List<CompiledPolicy> policies;
    private final Map<String, Shelf> byAction = new HashMap<>();
    private final Map<String, Shelf> byService = new HashMap<>();
    private final Shelf others;

    private PolicyIndex(List<CompiledPolicy> policies) {
        this.policies = List.copyOf(policies);
        List<CompiledStatement> all = new ArrayList<>();
        this.policies.forEach(policy -> all.addAll(policy.statements()));
        Map<String, List<CompiledStatement>> literal = new HashMap<>();
        List<CompiledStatement> patterns = new ArrayList<>();
        for (CompiledStatement statement : all) {
            Set<String> names = statement.literalActions().orElse(Set.of());
            if (names.isEmpty()) {
                patterns.add(statement);
            }
            names.forEach(
                    name -> literal.computeIfAbsent(name, _ -> new ArrayList<>()).add(statement));
        }
        literal.forEach((action, statements) -> {
            patterns.stream()
                    .filter(pattern -> pattern.matchesAction(action))
                    .forEach(statements::add);
            byAction.put(action, new Shelf(statements));
        });
        for (String service : services(patterns)) {
            byService.put(
                    service,
                    new Shelf(
                            patterns.stream()
                                    .filter(pattern -> concerns(pattern, service))
                                    .toList()));
        }
        others = new Shelf(patterns.stream().filter(pattern -> concerns(pattern, "")).toList());
    }

    public static PolicyIndex of(List<CompiledPolicy> policies) {
        return policies.isEmpty() ? NONE : new PolicyIndex(policies);
    }

    public List<CompiledPolicy> policies() {
        return policies;
    }

    private static Set<String> services(List<CompiledStatement> patterns) {
        Set<String> services = new HashSet<>();
        for (CompiledStatement pattern : patterns) {
            if (!pattern.source().actions().negated()) {
                pattern.source()
                        .actions()
                        .patterns()
                        .forEach(action -> {
                            if (!action.equals("*")) {
                                services.add(service(action.toLowerCase(Locale.ROOT)));
                            }
                        });
            }
        }
        return services;
    }

    /// Whether a statement can apply to actions of a service. None is named `""`: that asks for
    /// what applies to every service.
    private static boolean concerns(CompiledStatement statement, String service) {
        return statement.source().actions().negated()
                || statement.source().actions().patterns().stream()
                        .anyMatch(action ->
                                action.equals("*")
                                        || service(action.toLowerCase(Locale.ROOT))
                                                .equals(service));
    }

    private static String service(String lowerCaseAction) {
        int colon = lowerCaseAction.indexOf(':');
        return colon < 0 ? lowerCaseAction : lowerCaseAction.substring(0, colon);
    }

    Answer answer(Request request) {
        String action = request.lowerCaseAction();
        Shelf exact = byAction.getOrDefault(action, others);
        if (exact != others) {
            // Every statement there is known to match the action.
            return exact.answer(request, false);
        }
        Shelf ofService =
                byService.isEmpty() ? others : byService.getOrDefault(service(action), others);
        return ofService.answer(request, true);
    }
}
