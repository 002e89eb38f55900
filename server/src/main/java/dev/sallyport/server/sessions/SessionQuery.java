package dev.sallyport.server.sessions;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which sessions of an account to list: `states` holds those wanted, `after` where the page before
/// ended, `limit` how many at most.
public record SessionQuery(
        AccountId account,
        Set<SessionState> states,
        Match match,
        Optional<Instant> startedAfter,
        Optional<Instant> startedBefore,
        Optional<Position> after,
        int limit) {
    public SessionQuery {
        states = Set.copyOf(states);
    }

    /// Equality filters; an empty one matches all.
    public record Match(
            Optional<String> target, Optional<String> ownerArn, Optional<SessionId> id) {
        public static final Match ALL =
                new Match(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The last session of a page: lists run by start, newest first, then by id downwards.
    public record Position(Instant started, SessionId id) {}
}
