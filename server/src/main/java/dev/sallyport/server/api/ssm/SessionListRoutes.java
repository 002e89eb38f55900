package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ssm.model.DescribeSessionsRequest;
import dev.sallyport.server.api.ssm.model.DescribeSessionsResponse;
import dev.sallyport.server.api.ssm.model.SessionManagerOutputUrl;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionQuery;
import dev.sallyport.server.sessions.SessionQuery.Position;
import dev.sallyport.server.sessions.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists sessions, running and past.
public final class SessionListRoutes {
    private static final int PAGE = 50;

    private final Sessions sessions;
    private final PageTokens pages;

    public SessionListRoutes(Sessions sessions, PageTokens pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                Ssm.DESCRIBE_SESSIONS,
                Authentication.SIGNED,
                _ -> List.of(ResourceNames.ANY),
                this::describe);
    }

    DescribeSessionsResponse describe(Call call, DescribeSessionsRequest input) {
        Map<String, Object> tree = input.toMap();
        int limit = input.maxResults().orElse(PAGE);
        SessionFilters filters = SessionFilters.of(input, call.at());
        var query =
                new SessionQuery(
                        call.caller().account(),
                        filters.states(),
                        filters.match(),
                        filters.after(),
                        filters.before(),
                        pages.position(call, Ssm.DESCRIBE_SESSIONS, tree)
                                .map(SessionListRoutes::position),
                        limit + 1);
        List<Session> found = sessions.list(query);
        List<Session> page = found.stream().limit(limit).toList();
        Optional<String> next =
                Optional.of(page)
                        .filter(it -> it.size() < found.size())
                        .map(it -> position(it.getLast()))
                        .map(at -> pages.next(call, Ssm.DESCRIBE_SESSIONS, tree, at));
        return DescribeSessionsResponse.builder()
                .sessions(page.stream().map(SessionListRoutes::view).toList())
                .nextToken(next)
                .build();
    }

    private static String position(Session session) {
        return session.times().started().toEpochMilli() + "/" + session.id();
    }

    private static Position position(String text) {
        int slash = text.indexOf('/');
        return new Position(
                Instant.ofEpochMilli(Long.parseLong(text.substring(0, slash))),
                new SessionId(text.substring(slash + 1)));
    }

    /// Where the port leads, and how the session ended.
    private static String details(Session session) {
        ResolvedDocument.Stream stream = session.work().document().stream();
        return Stream.of(
                        stream.target().map(target -> "port forwarded to " + target),
                        stream.copying()
                                .map(it -> it.direction().word() + " of files, at " + it.path()),
                        session.times().end().map(Session.End::text))
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static dev.sallyport.server.api.ssm.model.Session view(Session session) {
        return dev.sallyport.server.api.ssm.model.Session.builder()
                .sessionId(session.id().value())
                .target(session.request().target())
                .status(session.state().wireName())
                .startDate(session.times().started())
                .endDate(session.times().end().map(Session.End::at))
                .documentName(session.request().documentName())
                .owner(session.owner().arn())
                .reason(session.request().reason())
                .details(details(session))
                .outputUrl(
                        SessionManagerOutputUrl.builder()
                                .s3OutputUrl("")
                                .cloudWatchOutputUrl("")
                                .build())
                .maxSessionDuration(
                        session.work()
                                .document()
                                .limits()
                                .max()
                                .map(Duration::toMinutes)
                                .map(Object::toString))
                .accessType("Standard")
                .build();
    }
}
