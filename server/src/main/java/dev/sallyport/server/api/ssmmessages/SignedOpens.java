package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.AuthOutcome;
import dev.sallyport.server.api.Authenticator;
import dev.sallyport.server.api.ClientAddress;
import dev.sallyport.server.api.TrustedProxies;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import java.time.InstantSource;
import java.util.Optional;

/// Whose signature an upgrade to a websocket has, and whether policies let them open the channel.
///
/// A client's data channel may come unsigned: its token is the proof, and plugins before 1.2.764.0
/// sign nothing. So a signed one needs no Allow of `ssmmessages:OpenDataChannel`, which policies
/// written for AWS may lack, but an explicit denial refuses it; unless the account demands both.
public final class SignedOpens implements Signed.Check {
    private static final String SERVICE = "ssmmessages";
    private static final String OPEN_DATA = "ssmmessages:OpenDataChannel";
    private static final String OPEN_CONTROL = "ssmmessages:OpenControlChannel";

    private final Authenticator authenticator;
    private final Access access;
    private final TrustedProxies proxies;
    private final ResourceNames names;
    private final InstantSource clock;
    private final Demand demand;

    /// What a client's data channel needs besides its token.
    public enum Demand {
        /// That no policy denies it to whoever signed it, if it is signed.
        NO_DENIAL,
        /// A signature, and a policy that allows it.
        PERMISSION
    }

    public SignedOpens(
            Authenticator authenticator,
            Access access,
            TrustedProxies proxies,
            ResourceNames names,
            InstantSource clock,
            Demand demand) {
        this.authenticator = authenticator;
        this.access = access;
        this.proxies = proxies;
        this.names = names;
        this.clock = clock;
        this.demand = demand;
    }

    @Override
    public Signed of(HttpRequest upgrade) {
        return switch (authenticator.signed(upgrade, SERVICE)) {
            case AuthOutcome.Proven(Caller caller) -> decided(caller, upgrade);
            case AuthOutcome.Unsigned _ ->
                    demand == Demand.PERMISSION
                            ? new Signed.Bad("This server wants data channels to be signed.")
                            : new Signed.Nobody();
            case AuthOutcome.Rejected(_, String text) ->
                    new Signed.Bad(text.isEmpty() ? "The signature is not valid." : text);
        };
    }

    private Signed decided(Caller caller, HttpRequest upgrade) {
        Optional<SessionId> session = Channels.sessionOf(upgrade.rawPath());
        String action = session.isPresent() ? OPEN_DATA : OPEN_CONTROL;
        ClientAddress client = proxies.client(upgrade);
        Circumstances circumstances =
                Circumstances.now(
                        clock.instant(),
                        client.address().getHostAddress(),
                        upgrade.header("user-agent").orElse(""),
                        client.secure(),
                        names.region());
        Aim aim = session.map(id -> aim(caller, id)).orElseGet(() -> control(upgrade));
        Question question = new Question(caller, action, aim, circumstances);
        return access.decide(question) instanceof Decision.Deny(String reason)
                ? new Signed.Bad(reason)
                : new Signed.By(caller);
    }

    private Aim aim(Caller caller, SessionId session) {
        if (caller instanceof Caller.NodeRole) {
            return Aim.at(channel("data-channel/" + session));
        }
        String arn = names.session(session);
        return demand == Demand.PERMISSION ? Aim.at(arn) : Aim.freeUnlessDenied(arn);
    }

    private Aim control(HttpRequest upgrade) {
        return Aim.at(
                Channels.nodeOf(upgrade.rawPath())
                        .map(node -> channel("control-channel/" + node))
                        .orElse(ResourceNames.ANY));
    }

    private String channel(String rest) {
        return "arn:aws:ssmmessages:" + names.region() + ":" + names.account() + ":" + rest;
    }
}
