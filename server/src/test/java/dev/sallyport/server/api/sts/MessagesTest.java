package dev.sallyport.server.api.sts;

import static dev.sallyport.server.api.sts.StsRig.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final String BEFORE = "Encoded authorization failure message: ";

    private final StsRig rig = new StsRig();
    private final StsAccount.Keys alice = rig.user('A', "alice", allow("sts:*", "*"));
    private final StsAccount.Keys bob = rig.user('B', "bob");

    private String refusal() {
        String text = rig.ec2(bob).get("Message");
        return text.substring(text.indexOf(BEFORE) + BEFORE.length());
    }

    private Reply decode(StsAccount.Keys keys, String message) {
        return rig.sts(keys, "DecodeAuthorizationMessage", "EncodedMessage", message);
    }

    @Test
    void tellsWhoMayReadPoliciesWhyAnotherWasRefused() {
        String message = decode(alice, refusal()).get("DecodedMessage");

        assertThat(message)
                .contains("\"allowed\":false")
                .contains("\"action\":\"ec2:DescribeTags\"")
                .contains("\"arn\":\"arn:aws:iam::111122223333:user/bob\"");
        decode(bob, refusal()).refused(403, "AccessDenied");
    }

    @Test
    void readsNothingButItsOwnMessages() {
        String sealed = refusal();
        String foreign = rig.messages.encode(new AccountId("444455556666"), "{\"allowed\":false}");
        String elsewhere = new StsRig().messages.encode(new AccountId("111122223333"), "{}");
        String token = rig.sts(alice, "GetSessionToken").get("SessionToken");
        char first = sealed.charAt(sealed.length() / 2) == 'A' ? 'B' : 'A';
        String bent =
                sealed.substring(0, sealed.length() / 2)
                        + first
                        + sealed.substring(sealed.length() / 2 + 1);

        for (String message :
                new String[] {foreign, elsewhere, token, bent, sealed + "A", "!", "{}", "AAAA"}) {
            decode(alice, message).refused(400, "InvalidAuthorizationMessageException");
        }
    }

    @Test
    void tellsWhoseAKeyIs() {
        assertThat(rig.sts(alice, "GetAccessKeyInfo", "AccessKeyId", bob.id()).get("Account"))
                .isEqualTo("111122223333");
        assertThat(
                        rig.sts(
                                        alice,
                                        "GetAccessKeyInfo",
                                        "AccessKeyId",
                                        rig.sts(bob, "GetSessionToken").get("AccessKeyId"))
                                .get("Account"))
                .isEqualTo("111122223333");
        rig.sts(alice, "GetAccessKeyInfo", "AccessKeyId", "AKIAZZZZZZZZZZZZZZZZ")
                .refused(403, "AccessDenied");
        rig.sts(bob, "GetAccessKeyInfo", "AccessKeyId", bob.id()).refused(403, "AccessDenied");
    }
}
