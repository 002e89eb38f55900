package dev.sallyport.policy;

import dev.sallyport.policy.language.Choice;
import dev.sallyport.policy.language.Effect;
import dev.sallyport.policy.language.Statement;
import dev.sallyport.policy.language.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One statement, ready to be held against requests.
final class CompiledStatement {
    private final Statement source;
    private final boolean deny;
    private final @Nullable PrincipalMatcher principals;
    private final Glob[] actions;
    private final ArnPattern[] resources;
    private final Check[] checks;

    CompiledStatement(Statement source, boolean variables) {
        this.source = source;
        this.deny = source.effect() == Effect.DENY;
        this.principals = source.principals().map(PrincipalMatcher::new).orElse(null);
        this.actions =
                source.actions().patterns().stream()
                        .map(CompiledStatement::action)
                        .toArray(Glob[]::new);
        this.resources =
                source.resources().patterns().stream()
                        .map(pattern -> ArnPattern.compile(pattern, variables))
                        .toArray(ArnPattern[]::new);
        this.checks =
                source.conditions().stream()
                        .map(condition -> Check.compile(condition, variables))
                        .toArray(Check[]::new);
    }

    private static Glob action(String pattern) {
        return Glob.compile(Template.read(pattern.toLowerCase(Locale.ROOT), false, true), false);
    }

    Statement source() {
        return source;
    }

    boolean isDeny() {
        return deny;
    }

    boolean matchesAction(String lowerCaseAction) {
        for (Glob action : actions) {
            if (action.matches(lowerCaseAction, ConditionKeys.NONE)) {
                return !source.actions().negated();
            }
        }
        return source.actions().negated();
    }

    boolean matchesResource(Request request) {
        if (resources.length == 0) {
            return true;
        }
        for (ArnPattern pattern : resources) {
            for (Arn name : request.resource()) {
                if (pattern.matches(name, request.keys())) {
                    return !source.resources().negated();
                }
            }
        }
        return source.resources().negated();
    }

    /// {@link Answer#ALLOWS} when the statement names no principals: then its policy is the
    /// principal's own.
    Answer matchPrincipal(Principal principal) {
        return principals == null ? Answer.ALLOWS : principals.match(principal, deny);
    }

    boolean holds(Facts facts) {
        for (Check check : checks) {
            if (!check.holds(facts)) {
                return false;
            }
        }
        return true;
    }

    /// What the statement says, if its action is known to match.
    Answer answer(Request request) {
        if (!matchesResource(request)) {
            return Answer.SILENT;
        }
        Answer closeness = matchPrincipal(request.principal());
        if (closeness == Answer.SILENT || !holds(request.facts())) {
            return Answer.SILENT;
        }
        return deny ? Answer.DENIES : closeness;
    }

    List<Check> checks() {
        return List.of(checks);
    }

    /// A key, and the texts of which the request must have one under it for this statement to
    /// apply.
    record Hook(String key, List<String> texts) {}

    /// The first condition an index can find the statement by.
    Optional<Hook> hook() {
        for (Check check : checks) {
            Optional<List<String>> texts = check.literals();
            if (texts.isPresent()) {
                return Optional.of(new Hook(check.key(), texts.orElseThrow()));
            }
        }
        return Optional.empty();
    }

    /// The action's patterns in lower case when all of them are whole names.
    Optional<Set<String>> literalActions() {
        return literals(source.actions());
    }

    private static Optional<Set<String>> literals(Choice actions) {
        Set<String> names = new HashSet<>();
        for (String pattern : actions.patterns()) {
            if (pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0) {
                return Optional.empty();
            }
            names.add(pattern.toLowerCase(Locale.ROOT));
        }
        return actions.negated() ? Optional.empty() : Optional.of(names);
    }

    /// The last parts of its resources' names when they are all written out: no other resource can
    /// make this statement apply.
    Optional<Set<String>> literalResources() {
        Set<String> rests = new HashSet<>();
        for (ArnPattern pattern : resources) {
            if (pattern.literalRest().isEmpty()) {
                return Optional.empty();
            }
            rests.add(pattern.literalRest().orElseThrow());
        }
        return source.resources().negated() || rests.isEmpty()
                ? Optional.empty()
                : Optional.of(rests);
    }
}
