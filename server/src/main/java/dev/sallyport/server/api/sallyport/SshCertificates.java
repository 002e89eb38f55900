package dev.sallyport.server.api.sallyport;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.ssh.P256Key;
import dev.sallyport.protocol.ssh.UserCertificate;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.SignedAction;
import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.SshForwarding;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import dev.sallyport.server.sessions.Owner;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.Sessions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `POST /sallyport/v1/sessions/{session}/ssh-certificate`: a certificate for a public key of the
/// caller's, good for one SSH session, from now on and for two minutes.
///
///     {"publicKey": "ecdsa-sha2-nistp256 ..."} -> {"certificate": "ecdsa-...-cert-v01@... ..."}
///
/// Whoever started the session gets it, as long as the session runs. No policy has to allow it, for
/// one allowed the session; one that denies `sallyport:IssueSshCertificate` is heeded.
public final class SshCertificates {
    private static final int OK = 200;
    private static final int LONGEST = 1000;
    private static final int NONCE = 32;
    private static final Duration LIFE = Duration.ofMinutes(2);
    // The node judges by its own clock. A machine whose clock is so far behind could not sign its
    // calls either.
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Sessions sessions;
    private final UserCertificate.Authority authority;
    private final SecureRandom random;
    private final InstantSource clock;

    public SshCertificates(
            Sessions sessions,
            UserCertificate.Authority authority,
            SecureRandom random,
            InstantSource clock) {
        this.sessions = sessions;
        this.authority = authority;
        this.random = random;
        this.clock = clock;
    }

    public void register(PathRoutes.Builder routes) {
        routes.signed(
                "POST",
                "/sallyport/v1/sessions/{session}/ssh-certificate",
                new SignedAction(
                        "sallyport",
                        "sallyport:IssueSshCertificate",
                        _ -> List.of(),
                        SignedAction.ErrorStyle.JSON),
                this::answer);
    }

    private HttpResponse answer(Call call, HttpRequest request, String id) {
        Session session = ownSession(call.caller(), id);
        P256Key key = key(request.body());
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ObjectNode form = JSON.createObjectNode();
        form.put("certificate", certificate(session, key).signed(authority, Bytes.wrap(nonce)));
        return new HttpResponse(
                OK,
                List.of(new Header("Content-Type", "application/json")),
                Bytes.ofUtf8(form + "\n"));
    }

    private UserCertificate certificate(Session session, P256Key key) {
        Instant now = clock.instant();
        boolean forwards =
                session.work().document().stream()
                        .ssh()
                        .map(ResolvedDocument.Ssh::forwarding)
                        .filter(reach -> reach != SshForwarding.NONE)
                        .isPresent();
        return new UserCertificate(
                key,
                session.id() + ", " + session.owner().arn(),
                session.id().value(),
                now.minus(SKEW),
                now.plus(LIFE),
                UserCertificate.extensions(forwards));
    }

    /// The same words whatever is wrong: whose sessions there are is nobody else's business.
    private Session ownSession(Caller caller, String id) {
        Owner owner = new Owner(caller.account(), caller.arn(), caller.userId());
        return sessions.find(caller.account(), sessionId(id))
                .filter(session -> session.owner().equals(owner))
                .filter(session -> session.work().document().stream().ssh().isPresent())
                .filter(session -> session.state().isOpen())
                .orElseThrow(() ->
                        new ServiceFault(
                                "ResourceNotFoundException",
                                "You have no running SSH session " + id + "."));
    }

    private static SessionId sessionId(String id) {
        try {
            return new SessionId(id);
        } catch (MalformedId e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static P256Key key(Bytes body) {
        if (body.size() > LONGEST) {
            throw invalid("The request is too long.");
        }
        try {
            return P256Key.parse(JSON.readTree(body.toUtf8()).path("publicKey").asString(""));
        } catch (JacksonException _) {
            throw invalid("The request is no JSON object.");
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ServiceFault invalid(String text) {
        return new ServiceFault("ValidationException", text);
    }
}
