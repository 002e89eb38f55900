package dev.sallyport.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private final SshRig rig = rig(Duration.ofSeconds(30));

    private static SshRig rig(Duration patience) {
        try {
            return new SshRig(SshOrder.Reach.NODE, patience);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    private void refuses(String user, PublicKey key) {
        assertThatThrownBy(() -> rig.connect(user, key)).isInstanceOf(SshException.class);
        assertThat(rig.notes()).containsExactly("SSH as " + rig.end.account());
    }

    private void refuses(String certificate) throws Exception {
        refuses(rig.end.account(), SshRig.publicKey(certificate));
    }

    @Test
    void aCertificateForThisSessionLetsIn() throws Exception {
        try (ClientSession session = rig.connect()) {
            assertThat(session.isAuthenticated()).isTrue();
        }
    }

    @Test
    void aCertificateForAnotherSessionDoesNot() throws Exception {
        refuses(rig.certificate(rig.authority, "alice-other", rig.now));
    }

    @Test
    void aCertificateOfAnotherAuthorityDoesNot() throws Exception {
        refuses(rig.certificate(TestAuthority.newPair(), SshRig.SESSION, rig.now));
    }

    @Test
    void aCertificateOfYesterdayDoesNot() throws Exception {
        refuses(rig.certificate(rig.authority, SshRig.SESSION, rig.now.minusSeconds(86_400)));
    }

    @Test
    void aCertificateOfTomorrowDoesNot() throws Exception {
        refuses(rig.certificate(rig.authority, SshRig.SESSION, rig.now.plusSeconds(86_400)));
    }

    @Test
    void aKeyAloneDoesNot() {
        refuses(rig.end.account(), rig.user.getPublic());
    }

    @Test
    void theAuthoritysOwnKeyDoesNot() {
        refuses(rig.end.account(), rig.authority.getPublic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "-x", "a/b", "alice-0123456789abcdef0", "daemon"})
    void anotherNameDoesNot(String name) throws Exception {
        refuses(name, SshRig.publicKey(rig.certificate()));
    }

    @Test
    void aPasswordIsNotEvenAskedFor() {
        assertThatThrownBy(
                        () -> {
                            try (ClientSession session =
                                    rig.connect(rig.end.account(), rig.user.getPublic())) {
                                session.addPasswordIdentity("secret");
                            }
                        })
                .isInstanceOf(SshException.class);
    }

    @Test
    void aClientThatSaysNothingIsLetGo() throws Exception {
        try (SshRig hasty = rig(Duration.ofSeconds(1));
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), hasty.port())) {
            assertThat(hasty.ends()).isTrue();
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void aPacketOfFourGibibytesEndsTheSession() throws Exception {
        try (Socket hostile = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            hostile.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] huge = new byte[64];
            java.util.Arrays.fill(huge, (byte) 0xff);
            hostile.getOutputStream().write(huge);
            InputStream in = hostile.getInputStream();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            in.transferTo(answer);

            assertThat(answer.toString(StandardCharsets.ISO_8859_1)).startsWith("SSH-2.0-");
            assertThat(rig.ends()).isTrue();
        }
    }
}
