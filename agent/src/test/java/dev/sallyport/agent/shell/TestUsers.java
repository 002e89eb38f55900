package dev.sallyport.agent.shell;

import java.util.Optional;

/// The machine's users, but for the standard one, which tests must not make: it is `nobody`.
public final class TestUsers implements Users {
    private final Users machine;

    public TestUsers() throws java.io.IOException {
        machine = new MachineUsers(new SudoRule(java.nio.file.Path.of("/nonexistent"), false));
    }

    @Override
    public User own() {
        return machine.own();
    }

    @Override
    public Optional<User> find(String name) {
        return machine.find(name);
    }

    @Override
    public User standard() {
        User nobody = find("nobody").orElseThrow();
        return new User(nobody.name(), nobody.uid(), nobody.gid(), "/", "/bin/sh");
    }
}
