package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.ssm.DocumentErrors.translate;

import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.ResumeSessionRequest;
import dev.sallyport.server.api.ssm.model.ResumeSessionResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.StartSessionRequest;
import dev.sallyport.server.api.ssm.model.StartSessionResponse;
import dev.sallyport.server.api.ssm.model.TerminateSessionRequest;
import dev.sallyport.server.api.ssm.model.TerminateSessionResponse;
import dev.sallyport.server.documents.SessionDocuments;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.sessions.Owner;
import dev.sallyport.server.sessions.ResumeOutcome;
import dev.sallyport.server.sessions.Reviews;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.Sessions;
import dev.sallyport.server.sessions.StartCommand;
import dev.sallyport.server.sessions.StartOutcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Starts, resumes and ends sessions.
public final class SessionRoutes {
    private final Sessions sessions;
    private final ResourceNames names;
    private final DocumentCheck check;
    private final Reviews reviews;

    /// Whether a shell by the account's preferences needs a permission for that document.
    public enum DocumentCheck {
        /// As AWS has it by default: only if a policy asks for it.
        CLASSIC,
        ALWAYS
    }

    public SessionRoutes(
            Sessions sessions, Reviews reviews, ResourceNames names, DocumentCheck check) {
        this.sessions = sessions;
        this.reviews = reviews;
        this.names = names;
        this.check = check;
    }

    public void addTo(Routes.Builder routes) {
        routes.aimed(Ssm.START_SESSION, Authentication.SIGNED, this::started, this::start)
                .aimed(Ssm.RESUME_SESSION, Authentication.SIGNED, this::resumed, this::resume)
                .on(
                        Ssm.TERMINATE_SESSION,
                        Authentication.SIGNED,
                        in -> session(in.sessionId()),
                        this::terminate);
    }

    /// The node, and the document when one is named. For a shell by the account's preferences, AWS
    /// authorises the node alone and says by a key that it did not look at the document; a policy
    /// that wants it looked at (`BoolIfExists` `true`) then refuses. We refuse an explicit denial
    /// of the preferences in any case.
    Aim started(Caller caller, StartSessionRequest input) {
        Aim aim = node(input);
        return sessions.foresee(caller.account(), command(input))
                .map(document -> SessionTraits.add(aim, document, names))
                .orElse(aim);
    }

    private Aim node(StartSessionRequest input) {
        String node = names.anyNode(input.target());
        if (input.documentName().isPresent()) {
            return Aim.at(List.of(node, names.document(input.documentName().orElseThrow())));
        }
        String preferences = names.document(SessionDocuments.PREFERENCES);
        return switch (check) {
            case ALWAYS -> Aim.at(List.of(node, preferences));
            case CLASSIC ->
                    Aim.at(node)
                            .unlessDenied(preferences)
                            .with("ssm:SessionDocumentAccessCheck", "false");
        };
    }

    /// A client whose session is over asks to resume it, and waits for ever if that is refused: it
    /// is told the end of its own session also where it may not resume (AWS's plugin hangs when a
    /// tunnel ends under a policy without ssm:ResumeSession).
    Aim resumed(Caller caller, ResumeSessionRequest input) {
        String session = session(input.sessionId()).getFirst();
        boolean over =
                parse(input.sessionId())
                        .flatMap(id -> sessions.find(caller.account(), id))
                        .filter(it -> it.owner().equals(owner(caller)))
                        .filter(it -> !it.state().isOpen())
                        .isPresent();
        return over ? Aim.freeUnlessDenied(session) : Aim.at(session);
    }

    List<String> session(String id) {
        return List.of(names.ssm("session/" + id));
    }

    StartSessionResponse start(Call call, StartSessionRequest input) {
        Caller caller = call.caller();
        StartOutcome outcome =
                translate(() -> sessions.start(owner(caller), caller.tags(), command(input)));
        return switch (outcome) {
            case StartOutcome.Started(Session session, Secret token) -> {
                checkTraits(call, session);
                reviews.began(session.id(), call.question(Ssm.START_SESSION.action()));
                yield StartSessionResponse.builder()
                        .sessionId(session.id().value())
                        .tokenValue(token.<String>reveal(text -> text))
                        .streamUrl(streamUrl(call, session.id()))
                        .build();
            }
            case StartOutcome.NotConnected refusal ->
                    throw new ServiceFault("TargetNotConnected", refusal.text());
            case StartOutcome.Refused(String text) -> throw DocumentErrors.invalid(text);
            case StartOutcome.Unavailable(String text) ->
                    throw new ServiceFault("InternalServerError", text);
        };
    }

    private static StartCommand command(StartSessionRequest input) {
        return new StartCommand(
                input.target(), input.documentName(), input.parameters(), input.reason());
    }

    /// The document was read once to decide and once to start. Nobody has the token yet.
    private void checkTraits(Call call, Session session) {
        if (!SessionTraits.are(call.aim(), session.work().document())) {
            sessions.terminate(call.caller().account(), session.id());
            throw DocumentErrors.invalid(
                    "The document changed while the session was being started: try again.");
        }
    }

    private static Owner owner(Caller caller) {
        return new Owner(caller.account(), caller.arn(), caller.userId());
    }

    /// The way back to where the client asked, whatever name and port it knows this server by.
    static String streamUrl(Call call, SessionId id) {
        String scheme = call.secure() ? "wss" : "ws";
        String segment = URLEncoder.encode(id.value(), StandardCharsets.UTF_8);
        return scheme
                + "://"
                + call.host()
                + "/v1/data-channel/"
                + segment
                + "?role=publish_subscribe";
    }

    ResumeSessionResponse resume(Call call, ResumeSessionRequest input) {
        ResumeOutcome outcome =
                parse(input.sessionId())
                        .map(id -> sessions.resume(call.caller().account(), id))
                        .orElseGet(ResumeOutcome.Unknown::new);
        return switch (outcome) {
            case ResumeOutcome.Resumed(Session session, Secret token) ->
                    ResumeSessionResponse.builder()
                            .sessionId(session.id().value())
                            .tokenValue(token.<String>reveal(text -> text))
                            .streamUrl(streamUrl(call, session.id()))
                            .build();
            // Without a token: AWS's plugin then says that the session timed out, and leaves.
            case ResumeOutcome.Ended(SessionId id) ->
                    ResumeSessionResponse.builder().sessionId(id.value()).build();
            case ResumeOutcome.Unknown() ->
                    throw new ServiceFault(
                            "DoesNotExistException",
                            "Session " + input.sessionId() + " does not exist.");
        };
    }

    TerminateSessionResponse terminate(Call call, TerminateSessionRequest input) {
        parse(input.sessionId()).ifPresent(id -> sessions.terminate(call.caller().account(), id));
        return TerminateSessionResponse.builder().sessionId(input.sessionId()).build();
    }

    static Optional<SessionId> parse(String id) {
        try {
            return Optional.of(new SessionId(id));
        } catch (MalformedId _) {
            return Optional.empty();
        }
    }
}
