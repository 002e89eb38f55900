package dev.sallyport.agent.shell;

import java.util.Map;

/// Plans what sessions run: for whom, and how it is started.
public final class Shells {
    private final Users users;
    private final RunAs runAs;
    private final Map<String, String> surroundings;

    /// `surroundings` is the agent's own environment; hardly any of it is passed on.
    public Shells(Users users, Map<String, String> surroundings) {
        this.users = users;
        this.runAs = new RunAs(users);
        this.surroundings = Map.copyOf(surroundings);
    }

    /// As whom something runs that is no program of its user's choice.
    public User account(RunAs.Wish wish) throws StartRefusedException {
        return runAs.decide(wish);
    }

    public ShellPlan plan(RunAs.Wish wish, Program program) throws StartRefusedException {
        User user = program.elevated() ? users.own() : runAs.decide(wish);
        return ShellPlan.of(user, users.own(), program, surroundings);
    }
}
