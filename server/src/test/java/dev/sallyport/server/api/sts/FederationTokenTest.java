package dev.sallyport.server.api.sts;

import static dev.sallyport.server.api.sts.StsRig.allow;
import static dev.sallyport.server.api.sts.StsRig.node;
import static dev.sallyport.server.api.sts.StsRig.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.People;
import org.junit.jupiter.api.Test;

class FederationTokenTest {
    private static final String WEB = "mi-0123456789abcdef0";
    private static final String DB = "mi-0123456789abcdef1";

    private final StsRig rig = new StsRig();
    private final StsAccount.Keys alice =
            rig.user(
                    'A',
                    "alice",
                    allow("sts:*", "*"),
                    allow("ssm:*", node(WEB)),
                    allow("iam:*", "*"));

    private Reply ask(String... pairs) {
        String[] all = new String[pairs.length + 2];
        all[0] = "Name";
        all[1] = "guest";
        System.arraycopy(pairs, 0, all, 2, pairs.length);
        return rig.sts(alice, "GetFederationToken", all);
    }

    @Test
    void namesWhoItIsFor() {
        Reply reply = ask();

        assertThat(reply.get("FederatedUserId")).isEqualTo("111122223333:guest");
        assertThat(reply.get("Arn")).isEqualTo("arn:aws:sts::111122223333:federated-user/guest");
        assertThat(reply.get("PackedPolicySize")).isEqualTo("0");
        assertThat(reply.get("Expiration")).isEqualTo("2030-01-02T00:00:00Z");
        Reply who = rig.sts(reply.keys(), "GetCallerIdentity");
        assertThat(who.get("UserId")).isEqualTo("111122223333:guest");
    }

    @Test
    void allowsWhatPolicyAndUserAllowBoth() {
        StsAccount.Keys guest = ask("Policy", policy(allow("ssm:*", "*"))).keys();
        StsAccount.Keys other = ask("Policy", policy(allow("ssm:*", node(DB)))).keys();

        rig.connection(guest, WEB).succeeded();
        rig.connection(guest, DB).denied();
        rig.connection(other, WEB).denied();
        rig.connection(other, DB).denied();
    }

    @Test
    void allowsNothingWithoutAPolicy() {
        rig.connection(ask().keys(), WEB).denied();
    }

    @Test
    void staysAwayFromIamAndStsWhateverPoliciesSay() {
        StsAccount.Keys guest = ask("Policy", policy(allow("*", "*"))).keys();

        rig.connection(guest, WEB).succeeded();
        rig.iam(guest).refused(403, "InvalidClientTokenId");
        for (String action : new String[] {"AssumeRole", "GetSessionToken", "GetFederationToken"}) {
            rig.sts(
                            guest,
                            action,
                            "Name",
                            "them",
                            "RoleSessionName",
                            "me",
                            "RoleArn",
                            "arn:aws:iam::111122223333:role/Dev")
                    .refused(
                            403,
                            "AccessDenied",
                            "Cannot call " + action + " with session credentials");
        }
    }

    @Test
    void needsPermissionForTheName() {
        StsAccount.Keys bob =
                rig.user(
                        'B',
                        "bob",
                        allow(
                                "sts:GetFederationToken",
                                "arn:aws:sts::111122223333:federated-user/guest"));

        rig.sts(bob, "GetFederationToken", "Name", "guest").succeeded();
        rig.sts(bob, "GetFederationToken", "Name", "other").refused(403, "AccessDenied");
    }

    @Test
    void endsWithTheUsersKey() {
        StsAccount.Keys guest = ask("Policy", policy(allow("*", "*"))).keys();

        rig.directory.change(roster -> {
            var user = roster.user("alice");
            return new Directory.Changed<>(
                    roster.with(user.withKeyring(user.keyring().withoutAccessKey(alice.id()))),
                    true);
        });

        assertThat(rig.connection(guest, WEB).body()).contains("ExpiredTokenException");
        assertThat(rig.directory.roster().users().byId(People.id("AIDA", 'A'))).isPresent();
    }
}
