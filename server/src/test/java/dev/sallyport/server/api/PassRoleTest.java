package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.PlainThings;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.User;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassRoleTest {
    private static final String SSM = "ssm.amazonaws.com";
    private static final String NODES = "arn:aws:iam::111122223333:role/service-role/Nodes";
    private static final User ALICE = People.user('A', "alice");
    private static final Role ROLE =
            new Role(
                    new Label(People.id("AROA", 'D'), "/service-role/", "Nodes", People.NOON),
                    Map.of(),
                    Grants.NONE,
                    new Role.Terms("{}", "", Duration.ofHours(1), Optional.empty()));

    private final Directory directory = directory();
    private final PassRole passing =
            new PassRole(new PolicyAccess(directory, new PlainThings()), directory);

    private static Directory directory() {
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(People.NOBODY.with(ALICE).with(ROLE));
        return Directory.open(store, _ -> {});
    }

    private void allow(String statement) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
        directory.change(roster ->
                new Directory.Changed<>(
                        roster.with(ALICE.withGrants(Grants.NONE.withInline("own", document))),
                        true));
    }

    private void pass(String role, String service) {
        Caller alice =
                new Caller.User(People.ACME, "alice", ALICE.id(), "AKIA2222222222222222", Map.of());
        Circumstances how = Circumstances.now(People.NOON, "192.0.2.1", "test", true, "us-east-1");
        passing.demand(new Call(alice, how, Aim.at("*"), "request", "sp.example"), role, service);
    }

    private void assertRefused(String role, String service, String arn) {
        assertThatThrownBy(() -> pass(role, service))
                .isInstanceOfSatisfying(
                        NotAllowed.class,
                        it ->
                                assertThat(it.reason())
                                        .isEqualTo(
                                                "User: arn:aws:iam::111122223333:user/alice is not"
                                                        + " authorized to perform: iam:PassRole on"
                                                        + " resource: "
                                                        + arn
                                                        + " because no identity-based policy allows"
                                                        + " the iam:PassRole action"));
    }

    @Test
    void wantsItAllowedForTheRole() {
        allow("{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\"}");
        assertRefused("service-role/Nodes", SSM, NODES);

        allow("{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"" + NODES + "\"}");
        pass("service-role/Nodes", SSM);
        assertRefused("Other", SSM, "arn:aws:iam::111122223333:role/Other");
    }

    @Test
    void isAboutTheRoleThatWillBeUsedWhateverPathIsWritten() {
        allow(
                "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::111122223333:role/Nodes\"}");

        assertRefused("Nodes", SSM, NODES);
        assertRefused("nodes", SSM, NODES);
    }

    @Test
    void mayDependOnWhoGetsIt() {
        allow(
                "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":\"ssm.amazonaws.com\"}}}");

        pass("Nodes", SSM);
        assertRefused("Nodes", "ec2.amazonaws.com", NODES);
    }
}
