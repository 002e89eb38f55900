package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// SSH keys kept in IAM, read as the scripts do that write `authorized_keys` from them.
@ExtendWith(SharedAccount.class)
class SshKeysTest {
    private static final byte[] TYPE = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE = 32;

    private static final String KEYS_OF =
            "aws iam list-ssh-public-keys --user-name \"$USER_NAME\" --query"
                    + " \"SSHPublicKeys[?Status == 'Active'].[SSHPublicKeyId]\" --output text";

    @Test
    void S2_21_S2_22_S2_23_aScriptWritesTheGroupsActiveKeys(Account account) throws Exception {
        Person admin = account.admin();
        admin.call("iam.create_group", "GroupName", "beanstalk-ssh-users").reply();
        for (String name : new String[] {"susan", "sven"}) {
            admin.call("iam.create_user", "UserName", name).reply();
        }
        admin.call("iam.add_user_to_group", "GroupName", "beanstalk-ssh-users", "UserName", "susan")
                .reply();
        String susans = newKey();
        upload(admin, "susan", susans);
        upload(admin, "sven", newKey());
        String inactive = upload(admin, "susan", newKey());
        admin.call(
                        "iam.update_ssh_public_key",
                        "UserName",
                        "susan",
                        "SSHPublicKeyId",
                        inactive,
                        "Status",
                        "Inactive")
                .reply();

        String written =
                admin.gets(
                        """
                        for USER_NAME in $(aws iam get-group --group-name beanstalk-ssh-users \
                            --query 'Users[].UserName' --output text); do
                          for KEY in $(%s); do
                            aws iam get-ssh-public-key --user-name "$USER_NAME" \
                              --ssh-public-key-id "$KEY" --encoding SSH \
                              --query SSHPublicKey.SSHPublicKeyBody --output text
                          done
                        done
                        """
                                .formatted(KEYS_OF));

        assertThat(written).isEqualTo(susans);
    }

    @Test
    void S2_26_usersRotateTheirOwnKeysOfFiveAtMost(Account account) throws Exception {
        Person user =
                account.user(
                        "rotator",
                        Account.policy(
                                "\"Effect\": \"Allow\", \"Action\": \"iam:*SSHPublicKey*\","
                                        + " \"Resource\":"
                                        + " \"arn:aws:iam::*:user/${aws:username}\""));
        String first = upload(user, "rotator", newKey());
        for (int i = 1; i < 5; i++) {
            upload(user, "rotator", newKey());
        }

        assertThat(
                        user.isRefused(
                                "aws iam upload-ssh-public-key --user-name rotator"
                                        + " --ssh-public-key-body '"
                                        + newKey()
                                        + "'"))
                .contains("(LimitExceeded)");
        user.call("iam.delete_ssh_public_key", "UserName", "rotator", "SSHPublicKeyId", first)
                .reply();
        upload(user, "rotator", newKey());
    }

    /// A new key's line of `authorized_keys` (RFC 8709).
    static String newKey() throws GeneralSecurityException {
        byte[] encoded =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
        ByteBuffer blob = ByteBuffer.allocate(Integer.BYTES + TYPE.length + Integer.BYTES + SIZE);
        blob.putInt(TYPE.length).put(TYPE).putInt(SIZE);
        blob.put(encoded, encoded.length - SIZE, SIZE);
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array());
    }

    private static String upload(Person by, String user, String key) {
        String id =
                by.call("iam.upload_ssh_public_key", "UserName", user, "SSHPublicKeyBody", key)
                        .reply()
                        .path("SSHPublicKey")
                        .path("SSHPublicKeyId")
                        .asString();
        assertThat(id).startsWith("APKA");
        return id;
    }
}
