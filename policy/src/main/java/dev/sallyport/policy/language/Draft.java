package dev.sallyport.policy.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A policy whose form is right and whose words are not yet checked.
record Draft(Version version, Optional<String> id, List<Part> parts) {
    /// @param written absent when the policy names none
    record Version(PolicyVersion version, boolean written, Position at) {}

    /// A list of words with their places.
    ///
    /// @param at of the element's name
    record Words(boolean negated, Position at, List<Json.Text> texts) {
        Choice choice() {
            return new Choice(negated, texts.stream().map(Json.Text::text).toList());
        }

        /// As the policy writes it.
        String name(String plain) {
            return negated ? "Not" + plain : plain;
        }
    }

    /// @param at of the element's name
    record Whom(Position at, Principals principals) {}

    record Part(
            Optional<Json.Text> sid,
            Effect effect,
            Optional<Whom> principals,
            Optional<Words> actions,
            Optional<Words> resources,
            List<Condition> conditions,
            Statement.Span span) {}

    Policy policy() {
        List<Statement> statements = new ArrayList<>();
        for (Part part : parts) {
            statements.add(
                    new Statement(
                            statements.size(),
                            part.sid().map(Json.Text::text),
                            part.effect(),
                            part.principals().map(Whom::principals),
                            part.actions().map(Words::choice).orElse(Choice.UNASKED),
                            part.resources().map(Words::choice).orElse(Choice.UNASKED),
                            part.conditions(),
                            part.span()));
        }
        return new Policy(version.version(), id, statements);
    }
}
