package dev.sallyport.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshAuthorityTest {
    @TempDir Path folder;

    private SshAuthority obtain() {
        return SshAuthority.obtain(folder.resolve("ssh"), new SecureRandom());
    }

    @Test
    void isMadeOnceAndKeptFromOthers() throws Exception {
        SshAuthority made = obtain();

        assertThat(obtain().key()).isEqualTo(made.key());
        Path secret = folder.resolve("ssh/ssh-ca.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
    }

    @Test
    void signsSoThatItsKeyVerifies() throws Exception {
        SshAuthority authority = obtain();
        byte[] content = {1, 2, 3};
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(authority.key().toKey());
        check.update(content);

        assertThat(check.verify(authority.sign(content))).isTrue();
    }

    @Test
    void isNotTakenFromAFileOthersCouldRead() throws Exception {
        obtain();
        Files.setPosixFilePermissions(
                folder.resolve("ssh/ssh-ca.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(this::obtain).isInstanceOf(UnusableCertificateException.class);
    }

    @Test
    void isNotTakenWithAnotherOnesKey() throws Exception {
        obtain();
        Path other = folder.resolve("other");
        SshAuthority.obtain(other, new SecureRandom());
        Files.copy(
                other.resolve("ssh-ca.pub"),
                folder.resolve("ssh/ssh-ca.pub"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::obtain)
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("not the key");
    }
}
