package dev.sallyport.server.identity.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.identity.directory.DirectoryFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys, fingerprints and PEM are those of OpenSSH 9 (`ssh-keygen -l -E md5`, `-e -m PKCS8`).
class PublicKeysTest {
    private static final String RSA =
            "AAAAB3NzaC1yc2EAAAADAQABAAABAQCtysuQUc7xa6XpgeM2psELiE/Dh/+vwcq96m4XKp"
                    + "Px2Cee/7F8w8Pzfd01M+jswzTvwMQH7fNJx/hIl0kPsFPVgU7MTsKJR/Ak9bkQ9iqtkGi1"
                    + "GaqQapt8aFBY79obi3Pvbu2HfEasfMZmjjo1JkuWEmHuoW1rWGxuwuDhqZU3oE0L05AGWL"
                    + "OFUvINOB8T57M+noFBci+vIuseh157tSLRUSIUPnaOzpL734t5ELTf/4VL7A3ZNe87M5pn"
                    + "wFex40zqBZoBEc0ljUn0yhfZOCvVhOf7Nl7OmaGvh8phcaehWPazGh8B8ioEYjlKRU6VTA"
                    + "7JZQnHKJBbKtFFgD7bpLfz";
    private static final String PEM =
            "-----BEGIN PUBLIC KEY-----\n"
                    + "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArcrLkFHO8Wul6YHjNqbB\n"
                    + "C4hPw4f/r8HKvepuFyqT8dgnnv+xfMPD833dNTPo7MM078DEB+3zScf4SJdJD7BT\n"
                    + "1YFOzE7CiUfwJPW5EPYqrZBotRmqkGqbfGhQWO/aG4tz727th3xGrHzGZo46NSZL\n"
                    + "lhJh7qFta1hsbsLg4amVN6BNC9OQBlizhVLyDTgfE+ezPp6BQXIvryLrHodee7Ui\n"
                    + "0VEiFD52js6S+9+LeRC03/+FS+wN2TXvOzOaZ8BXseNM6gWaARHNJY1J9MoX2Tgr\n"
                    + "1YTn+zZezpmhr4fKYXGnoVj2sxofAfIqBGI5SkVOlUwOyWUJxyiQWyrRRYA+26S3\n"
                    + "8wIDAQAB\n"
                    + "-----END PUBLIC KEY-----\n";
    private static final String ED25519 =
            "AAAAC3NzaC1lZDI1NTE5AAAAIATfgvsdtaFnE0F173ylAuczTi8XsEXDYirEXS9cxJ4Z";
    private static final String ECDSA =
            "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEy2081xQ8UcbMdyTb"
                    + "G8voXnhgxOt2LuPcTjTVJR23SkPkyHHGFFe2ouLNQwOWIdAM+SNj0eRrHs7EST4ZtiPnc=";
    private static final String WEAK =
            "AAAAB3NzaC1yc2EAAAADAQABAAAAgQCc5nHYVJJKf+jULHjkY4HK6EyodkC2udx8gwEABZ"
                    + "v2Z4LKhexBEyHQqVkDDKi9w6NogLZbY35eLwBjfedxxpT1w/GOgg9mmPR0eHiLrew/5xus"
                    + "G1bP7mJbEHTp2WQQDKhSwq/0B/vIuSPiryywHItF4wnwt2eEutxNuiYOwoxXPw==";

    @Test
    void readsKeysAsOpenSshWritesThem() {
        assertThat(PublicKeys.read("ssh-rsa " + RSA + " alice laptop\n"))
                .isEqualTo(
                        new PublicKeys.Read(
                                "ssh-rsa " + RSA + " alice laptop",
                                "6c:34:00:06:a4:f9:d4:18:d0:e6:0a:06:8b:58:a8:fa"));
        assertThat(PublicKeys.read("ssh-ed25519 " + ED25519 + " alice").fingerprint())
                .isEqualTo("83:62:33:ae:1f:7e:31:0d:8d:85:52:57:b4:2a:5d:b7");
        assertThat(PublicKeys.read("ecdsa-sha2-nistp256 " + ECDSA + " ").fingerprint())
                .isEqualTo("1e:be:f4:97:e6:e5:4b:54:4c:b8:3f:73:19:0b:2f:8e");
    }

    @Test
    void readsAndWritesPem() {
        PublicKeys.Read read = PublicKeys.read(PEM);

        assertThat(read.body()).isEqualTo("ssh-rsa " + RSA);
        assertThat(read.fingerprint()).isEqualTo("6c:34:00:06:a4:f9:d4:18:d0:e6:0a:06:8b:58:a8:fa");
        assertThat(PublicKeys.toPem("ssh-rsa " + RSA + " alice laptop").replace("\r", ""))
                .isEqualTo(PEM);
    }

    @ParameterizedTest(name = "{0} is no key")
    @ValueSource(
            strings = {
                "",
                "ssh-rsa",
                "ssh-rsa AAAA",
                "ssh-rsa !!!!",
                "ssh-ed25519 " + RSA,
                "ssh-rsa " + WEAK,
                "command=\"rm -rf /\" ssh-rsa " + RSA,
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"
            })
    void refusesWhatIsNoKeyOrAWeakOne(String text) {
        assertThatThrownBy(() -> PublicKeys.read(text))
                .isInstanceOfSatisfying(
                        DirectoryFault.class,
                        fault ->
                                assertThat(fault.code())
                                        .isEqualTo(DirectoryFault.Code.BAD_PUBLIC_KEY));
    }

    @Test
    void takesNoSecondLineIn() {
        assertThat(PublicKeys.read("ssh-rsa " + RSA + " alice\nssh-rsa AAAA mallory").body())
                .isEqualTo("ssh-rsa " + RSA + " alice");
    }
}
