package dev.sallyport.policy;

import dev.sallyport.policy.language.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One compiled pattern. The forms most patterns have are matched without a search.
sealed interface Glob {
    /// Whether the whole of `text[from, to)` matches.
    boolean matches(String text, int from, int to, ConditionKeys keys);

    default boolean matches(String text, ConditionKeys keys) {
        return matches(text, 0, text.length(), keys);
    }

    /// Matches everything.
    record Any() implements Glob {
        @Override
        public boolean matches(String text, int from, int to, ConditionKeys keys) {
            return true;
        }
    }

    record Exactly(String wanted, boolean ignoreCase) implements Glob {
        @Override
        public boolean matches(String text, int from, int to, ConditionKeys keys) {
            return to - from == wanted.length()
                    && text.regionMatches(ignoreCase, from, wanted, 0, wanted.length());
        }
    }

    record BeginsWith(String head, boolean ignoreCase) implements Glob {
        @Override
        public boolean matches(String text, int from, int to, ConditionKeys keys) {
            return to - from >= head.length()
                    && text.regionMatches(ignoreCase, from, head, 0, head.length());
        }
    }

    record EndsWith(String tail, boolean ignoreCase) implements Glob {
        @Override
        public boolean matches(String text, int from, int to, ConditionKeys keys) {
            int start = to - tail.length();
            return start >= from && text.regionMatches(ignoreCase, start, tail, 0, tail.length());
        }
    }

    /// Any mixture of characters and wildcards.
    record Search(Units units) implements Glob {
        @Override
        public boolean matches(String text, int from, int to, ConditionKeys keys) {
            return units.matches(text, from, to);
        }
    }

    /// A pattern whose text depends on the request. Values are put in as they are: a star in a
    /// user's name is a star.
    record Filled(List<Template.Token> tokens, List<String> names, boolean ignoreCase)
            implements Glob {
        @Override
        public boolean matches(String text, int from, int to, ConditionKeys keys) {
            @Nullable Units units = Units.fill(tokens, names, ignoreCase, keys);
            return units != null && units.matches(text, from, to);
        }
    }

    static Glob compile(Template template, boolean ignoreCase) {
        List<Template.Token> tokens = template.tokens();
        if (template.hasVariables()) {
            return new Filled(tokens, variableNames(tokens), ignoreCase);
        }
        if (template.isPlain()) {
            return new Exactly(template.plain(), ignoreCase);
        }
        if (tokens.size() == 1 && tokens.getFirst() instanceof Template.AnyRun) {
            return new Any();
        }
        if (tokens.size() == 2) {
            if (tokens.getFirst() instanceof Template.Literal(String head)
                    && tokens.getLast() instanceof Template.AnyRun) {
                return new BeginsWith(head, ignoreCase);
            }
            if (tokens.getFirst() instanceof Template.AnyRun
                    && tokens.getLast() instanceof Template.Literal(String tail)) {
                return new EndsWith(tail, ignoreCase);
            }
        }
        return new Search(Units.of(tokens, ignoreCase));
    }

    /// In the tokens' order, empty where a token is no variable, so that nothing is lower-cased
    /// while a request waits.
    private static List<String> variableNames(List<Template.Token> tokens) {
        List<String> names = new ArrayList<>();
        for (Template.Token token : tokens) {
            names.add(
                    token instanceof Template.Variable variable
                            ? variable.key().toLowerCase(Locale.ROOT)
                            : "");
        }
        return names;
    }
}
