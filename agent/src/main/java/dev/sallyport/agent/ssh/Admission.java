package dev.sallyport.agent.ssh;

import dev.sallyport.protocol.ssh.P256Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.InstantSource;
import java.util.List;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets in whoever has a certificate for this session. That it was signed by the key it names, and
/// that the client holds the key it is for, is checked by the library around this.
final class Admission implements PublickeyAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final SshOrder order;
    private final String account;
    private final InstantSource clock;

    /// @param account the only user name that is taken: it says as whom the session runs
    Admission(SshOrder order, String account, InstantSource clock) {
        this.order = order;
        this.account = account;
        this.clock = clock;
    }

    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        if (!(key instanceof OpenSshCertificate certificate)) {
            return refuse("no certificate");
        }
        if (!isOfAuthority(certificate.getCaPubKey())) {
            return refuse("a certificate of another authority");
        }
        if (certificate.getType() != OpenSshCertificate.Type.USER
                || !List.copyOf(certificate.getPrincipals()).equals(List.of(order.sessionId()))) {
            return refuse("a certificate of another session");
        }
        if (!OpenSshCertificate.isValidAt(certificate, clock.instant())) {
            return refuse("a certificate that is not valid now (is this machine's clock right?)");
        }
        // The server sets none, and what is not understood must not be passed over.
        if (!certificate.getCriticalOptions().isEmpty()) {
            return refuse("a certificate with options not known here");
        }
        return user.equals(account) || refuse("another user name");
    }

    private boolean isOfAuthority(PublicKey key) {
        try {
            return key instanceof ECPublicKey point && P256Key.of(point).equals(order.authority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean refuse(String why) {
        LOG.atWarn()
                .addKeyValue("session", order.sessionId())
                .addKeyValue("cause", why)
                .log("refused an SSH client");
        return false;
    }
}
