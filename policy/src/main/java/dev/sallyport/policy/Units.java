package dev.sallyport.policy;

import dev.sallyport.policy.language.Template;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pattern as a row of characters and wildcards.
final class Units {
    private static final int ANY_ONE = -1;
    private static final int ANY_RUN = -2;

    private final boolean ignoreCase;
    private int[] units = new int[32];
    private int size;

    private Units(boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
    }

    static Units of(List<Template.Token> tokens, boolean ignoreCase) {
        @Nullable Units units = fill(tokens, List.of(), ignoreCase, ConditionKeys.NONE);
        if (units == null) {
            throw new IllegalArgumentException("a variable where none may be");
        }
        return units;
    }

    /// Nothing when a variable has no value: such a pattern matches no text.
    ///
    /// @param names of the variables in lower case, at their tokens' places
    static @Nullable Units fill(
            List<Template.Token> tokens,
            List<String> names,
            boolean ignoreCase,
            ConditionKeys keys) {
        Units units = new Units(ignoreCase);
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i)) {
                case Template.Literal(String text) -> units.add(text);
                case Template.AnyOne _ -> units.add(ANY_ONE);
                case Template.AnyRun _ -> units.add(ANY_RUN);
                case Template.Variable(_, Optional<String> otherwise) -> {
                    // Only a key with one value can stand in a text.
                    List<String> values = i < names.size() ? keys.values(names.get(i)) : List.of();
                    if (values.size() == 1) {
                        units.add(values.getFirst());
                    } else if (values.isEmpty() && otherwise.isPresent()) {
                        units.add(otherwise.orElseThrow());
                    } else {
                        return null;
                    }
                }
            }
        }
        return units;
    }

    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(ignoreCase ? fold(text.charAt(i)) : text.charAt(i));
        }
    }

    private void add(int unit) {
        if (size == units.length) {
            units = Arrays.copyOf(units, size * 2);
        }
        units[size++] = unit;
    }

    // As String.equalsIgnoreCase folds.
    private static char fold(char character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }

    /// Looks back to the last star only: what an earlier star took can stay as it is, for the later
    /// one takes up any difference. So no pattern costs more than its length times the text's.
    boolean matches(String text, int from, int to) {
        int at = from;
        int unit = 0;
        int star = -1;
        int resume = from;
        while (at < to) {
            if (unit < size && units[unit] == ANY_RUN) {
                star = unit++;
                resume = at;
                if (unit == size) {
                    return true;
                }
            } else if (unit < size && accepts(units[unit], text.charAt(at))) {
                unit++;
                at++;
            } else if (star >= 0) {
                unit = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (unit < size && units[unit] == ANY_RUN) {
            unit++;
        }
        return unit == size;
    }

    private boolean accepts(int unit, char character) {
        return unit == ANY_ONE || unit == (ignoreCase ? fold(character) : character);
    }
}
