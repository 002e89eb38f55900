package dev.sallyport.cli.judge;

import java.util.List;

/// One row of a table of cases.
///
/// @param expected what may come out; `deny` stands for both kinds of denial
public record Case(
        String name,
        Who who,
        String action,
        List<Thing> things,
        Situation situation,
        Expected expected) {
    public Case {
        things = List.copyOf(things);
    }

    /// What shall come out.
    public record Expected(String word, List<Outcome> outcomes) {
        public Expected {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// What came out.
    public record Run(Case row, Ruling ruling) {
        public boolean isAsExpected() {
            return row.expected().outcomes().contains(ruling.outcome());
        }
    }

    /// Asks the engine.
    public Run run(Judge judge) {
        return new Run(this, judge.ask(who, action, things, situation));
    }
}
