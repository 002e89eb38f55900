package dev.sallyport.agent.shell;

import java.util.Map;

/// Plans shells: for whom, and how they are started.
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

    public ShellPlan plan(RunAs.Wish wish) throws StartRefusedException {
        return ShellPlan.of(runAs.decide(wish), users.own(), surroundings);
    }
}
