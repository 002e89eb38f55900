package dev.sallyport.cli.account;

import dev.sallyport.cli.judge.Who;
import java.util.List;

/// A user or a role of the account.
///
/// @param arn its own; a role's sessions have others
/// @param groups a user's
public record Member(Who who, String arn, List<String> groups) {
    public Member {
        groups = List.copyOf(groups);
    }

    public String name() {
        return who.name();
    }

    public boolean isRole() {
        return arn.contains(":role/");
    }
}
