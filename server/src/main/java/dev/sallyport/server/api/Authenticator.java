package dev.sallyport.server.api;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.Claim;
import dev.sallyport.protocol.sigv4.NodeSignature;
import dev.sallyport.protocol.sigv4.ParsedSignature;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.SignatureParser;
import dev.sallyport.protocol.sigv4.Verification;
import dev.sallyport.protocol.sigv4.VerificationRules;
import dev.sallyport.protocol.sigv4.Verifier;
import dev.sallyport.server.api.AuthOutcome.Proven;
import dev.sallyport.server.api.AuthOutcome.Rejected;
import dev.sallyport.server.api.AuthOutcome.Unsigned;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.CredentialOutcome;
import dev.sallyport.server.identity.Credentials;
import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.net.HttpRequest;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Finds out who made a request. Safe for use by many threads; may block.
///
/// A replayed request is good as long as its date is within the skew: the protocol has nothing
/// finer. TLS keeps requests from being seen.
public final class Authenticator {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration WIDE_SKEW = Duration.ofMinutes(15);
    private static final Set<String> WIDE = Set.of("sts", "iam", "s3");

    private final Credentials credentials;
    private final NodeKeys nodeKeys;
    private final Verifier verifier;
    private final Territory territory;
    private final InstantSource clock;
    private final Witness witness;

    public Authenticator(
            Credentials credentials,
            NodeKeys nodeKeys,
            Verifier verifier,
            Territory territory,
            InstantSource clock) {
        this(credentials, nodeKeys, verifier, territory, clock, (_, _) -> {});
    }

    public Authenticator(
            Credentials credentials,
            NodeKeys nodeKeys,
            Verifier verifier,
            Territory territory,
            InstantSource clock,
            Witness witness) {
        this.witness = witness;
        this.credentials = credentials;
        this.nodeKeys = nodeKeys;
        this.verifier = verifier;
        this.territory = territory;
        this.clock = clock;
    }

    /// By an access key, for `service` as signatures name it.
    public AuthOutcome signed(HttpRequest request, String service) {
        RequestHead head = head(request);
        return switch (SignatureParser.parse(head)) {
            case ParsedSignature.Absent _ -> new Unsigned();
            case ParsedSignature.Malformed malformed -> rejected(malformed);
            case ParsedSignature.Present(Claim claim) ->
                    byAccessKey(new Evidence(request, head, claim, service, clock.instant()));
        };
    }

    /// By a node's own key, for SSM.
    public AuthOutcome signedByNode(HttpRequest request) {
        RequestHead head = head(request);
        return switch (SignatureParser.parse(head)) {
            case ParsedSignature.Absent _ -> new Unsigned();
            case ParsedSignature.Malformed malformed -> rejected(malformed);
            case ParsedSignature.Present(Claim claim) ->
                    byNodeKey(new Evidence(request, head, claim, "ssm", clock.instant()));
        };
    }

    private record Evidence(
            HttpRequest request, RequestHead head, Claim claim, String service, Instant now) {}

    static RequestHead head(HttpRequest request) {
        return new RequestHead(
                request.method(), request.rawPath(), request.rawQuery(), request.headers());
    }

    private AuthOutcome byAccessKey(Evidence evidence) {
        Claim claim = evidence.claim;
        return switch (credentials.find(claim.accessKeyId(), claim.sessionToken(), evidence.now)) {
            case CredentialOutcome.Found(Caller caller, Secret key) ->
                    witnessed(
                            evidence,
                            outcome(
                                    verifier.verify(
                                            evidence.head,
                                            evidence.request.body(),
                                            claim,
                                            key,
                                            evidence.now,
                                            rules(evidence)),
                                    caller));
            case CredentialOutcome.Unknown _ -> rejected(Refusal.UNKNOWN_KEY);
            case CredentialOutcome.BadToken _ -> rejected(Refusal.BAD_TOKEN);
            case CredentialOutcome.Expired _ -> rejected(Refusal.EXPIRED_TOKEN);
            case CredentialOutcome.Inactive _ -> rejected(Refusal.INACTIVE_KEY);
        };
    }

    private AuthOutcome witnessed(Evidence evidence, AuthOutcome outcome) {
        if (outcome instanceof Proven(Caller caller)) {
            String region = evidence.claim.region();
            witness.proven(caller, new LastUse(evidence.now, region, evidence.service));
        }
        return outcome;
    }

    private AuthOutcome byNodeKey(Evidence evidence) {
        String id = evidence.claim.accessKeyId();
        if (!NodeId.isNodeId(id)) {
            return rejected(Refusal.UNKNOWN_KEY);
        }
        NodeId node = NodeId.parse(id);
        Optional<PublicKey> key = nodeKeys.publicKey(node);
        if (key.isEmpty()) {
            return rejected(Refusal.UNKNOWN_KEY);
        }
        return outcome(
                NodeSignature.verify(
                        evidence.head,
                        evidence.request.body(),
                        evidence.claim,
                        key.orElseThrow(),
                        evidence.now,
                        rules(evidence)),
                new Caller.NodeKey(territory.account(), node));
    }

    private VerificationRules rules(Evidence evidence) {
        String service = evidence.service;
        return VerificationRules.of(
                territory.expectedRegion(service, evidence.claim.region()),
                service,
                WIDE.contains(service) ? WIDE_SKEW : SKEW);
    }

    private static AuthOutcome outcome(Verification verification, Caller caller) {
        return switch (verification) {
            case Verification.Valid _ -> new Proven(caller);
            case Verification.WrongSignature _, Verification.WrongPayloadHash _ ->
                    rejected(Refusal.WRONG_SIGNATURE);
            case Verification.Expired(String text) -> new Rejected(Refusal.SIGNATURE_EXPIRED, text);
            case Verification.NotYetValid(String text) ->
                    new Rejected(Refusal.SIGNATURE_NOT_YET_VALID, text);
            case Verification.WrongScope(String text) -> new Rejected(Refusal.WRONG_SCOPE, text);
            case Verification.Uncovered(String text) ->
                    new Rejected(Refusal.UNUSABLE_SIGNATURE, text);
        };
    }

    private static AuthOutcome rejected(ParsedSignature.Malformed malformed) {
        Refusal refusal =
                switch (malformed.reason()) {
                    case INCOMPLETE, UNSUPPORTED -> Refusal.INCOMPLETE_SIGNATURE;
                    case INVALID -> Refusal.UNUSABLE_SIGNATURE;
                };
        return new Rejected(refusal, malformed.message());
    }

    private static AuthOutcome rejected(Refusal refusal) {
        return new Rejected(refusal, "");
    }
}
