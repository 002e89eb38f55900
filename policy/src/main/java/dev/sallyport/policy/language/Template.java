package dev.sallyport.policy.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text of a policy taken apart: plain characters, wildcards and variables.
public record Template(List<Token> tokens) {
    /// One part of such a text.
    public sealed interface Token {}

    /// Stands for itself.
    public record Literal(String text) implements Token {}

    /// Any run of characters, also none: `*`.
    public record AnyRun() implements Token {}

    /// Any one character: `?`.
    public record AnyOne() implements Token {}

    /// Stands for the value of a key: `${key}` or `${key, 'otherwise'}`.
    public record Variable(String key, Optional<String> otherwise) implements Token {}

    public Template {
        tokens = List.copyOf(tokens);
    }

    /// A `${` that is no variable is text; {@link #brokenVariable} finds those.
    public static Template read(String text, boolean variables, boolean wildcards) {
        return new Template(new Reader(text, variables, wildcards).read());
    }

    /// The first `${` in a text that begins no variable.
    static Optional<String> brokenVariable(String text) {
        int start = text.indexOf("${");
        while (start >= 0) {
            int end = text.indexOf('}', start);
            if (end < 0 || variable(text.substring(start + 2, end)).isEmpty()) {
                return Optional.of(text.substring(start, end < 0 ? text.length() : end + 1));
            }
            start = text.indexOf("${", end);
        }
        return Optional.empty();
    }

    public boolean isPlain() {
        return tokens.stream().allMatch(Literal.class::isInstance);
    }

    public boolean hasVariables() {
        return tokens.stream().anyMatch(Variable.class::isInstance);
    }

    /// The characters of a text in which everything stands for itself.
    public String plain() {
        StringBuilder plain = new StringBuilder();
        for (Token token : tokens) {
            if (token instanceof Literal(String text)) {
                plain.append(text);
            }
        }
        return plain.toString();
    }

    /// Cuts at colons outside of variables, into at most `limit` parts; the last keeps its colons.
    public List<Template> split(int limit) {
        List<Template> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        for (Token token : tokens) {
            if (token instanceof Literal(String text)) {
                String rest = text;
                int colon = rest.indexOf(':');
                while (colon >= 0 && parts.size() < limit - 1) {
                    addLiteral(part, rest.substring(0, colon));
                    parts.add(new Template(part));
                    part.clear();
                    rest = rest.substring(colon + 1);
                    colon = rest.indexOf(':');
                }
                addLiteral(part, rest);
            } else {
                part.add(token);
            }
        }
        parts.add(new Template(part));
        return parts;
    }

    private static void addLiteral(List<Token> tokens, String text) {
        if (!text.isEmpty()) {
            tokens.add(new Literal(text));
        }
    }

    private static Optional<Token> variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return Optional.of(new Literal(inside));
        }
        int comma = inside.indexOf(',');
        String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
        boolean named = !key.isEmpty() && key.indexOf('$') < 0 && key.indexOf('{') < 0;
        if (!named) {
            return Optional.empty();
        }
        if (comma < 0) {
            return Optional.of(new Variable(key, Optional.empty()));
        }
        String otherwise = inside.substring(comma + 1).strip();
        boolean quoted =
                otherwise.length() >= 2 && otherwise.startsWith("'") && otherwise.endsWith("'");
        return quoted
                ? Optional.of(
                        new Variable(
                                key, Optional.of(otherwise.substring(1, otherwise.length() - 1))))
                : Optional.empty();
    }

    private static final class Reader {
        private final String text;
        private final boolean variables;
        private final boolean wildcards;
        private final List<Token> tokens = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        Reader(String text, boolean variables, boolean wildcards) {
            this.text = text;
            this.variables = variables;
            this.wildcards = wildcards;
        }

        List<Token> read() {
            int at = 0;
            while (at < text.length()) {
                at = readOne(at);
            }
            endLiteral();
            return tokens;
        }

        private int readOne(int at) {
            char character = text.charAt(at);
            if (wildcards && character == '*') {
                endLiteral();
                // Two stars in a row say no more than one, and cost a matcher time.
                if (tokens.isEmpty() || !(tokens.getLast() instanceof AnyRun)) {
                    tokens.add(new AnyRun());
                }
                return at + 1;
            }
            if (wildcards && character == '?') {
                endLiteral();
                tokens.add(new AnyOne());
                return at + 1;
            }
            if (variables && text.startsWith("${", at)) {
                return readVariable(at);
            }
            literal.append(character);
            return at + 1;
        }

        private int readVariable(int at) {
            int end = text.indexOf('}', at);
            Optional<Token> token =
                    end < 0 ? Optional.empty() : variable(text.substring(at + 2, end));
            if (token.isEmpty()) {
                literal.append(text.charAt(at));
                return at + 1;
            }
            if (token.orElseThrow() instanceof Literal(String escaped)) {
                literal.append(escaped);
            } else {
                endLiteral();
                tokens.add(token.orElseThrow());
            }
            return end + 1;
        }

        private void endLiteral() {
            addLiteral(tokens, literal.toString());
            literal.setLength(0);
        }
    }
}
