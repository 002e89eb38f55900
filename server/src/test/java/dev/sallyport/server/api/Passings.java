package dev.sallyport.server.api;

import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.People;
import java.util.ArrayList;
import java.util.List;

/// Lets everybody hand out roles, or nobody, and remembers who asked.
public final class Passings {
    public boolean allowed = true;
    public final List<Question> asked = new ArrayList<>();

    public PassRole rule() {
        InMemoryDirectory account = new InMemoryDirectory();
        account.create(People.NOBODY.with(People.role('D', "Nodes")));
        return new PassRole(this::decide, Directory.open(account, _ -> {}));
    }

    private Decision decide(Question question) {
        asked.add(question);
        return allowed ? new Decision.Allow("yes") : new Decision.Deny("no");
    }
}
