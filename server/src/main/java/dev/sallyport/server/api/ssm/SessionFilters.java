package dev.sallyport.server.api.ssm;

import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.DescribeSessionsRequest;
import dev.sallyport.server.api.ssm.model.SessionFilter;
import dev.sallyport.server.sessions.SessionQuery.Match;
import dev.sallyport.server.sessions.SessionState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What DescribeSessions is asked for, in the words of the sessions room.
record SessionFilters(
        Set<SessionState> states, Match match, Optional<Instant> after, Optional<Instant> before) {
    // As far back as AWS's own history; InvokedAfter asks for more.
    private static final Duration HISTORY = Duration.ofDays(30);
    private static final Set<String> KEYS =
            Set.of(
                    "InvokedAfter",
                    "InvokedBefore",
                    "Target",
                    "Owner",
                    "Status",
                    "SessionId",
                    "AccessType");

    static SessionFilters of(DescribeSessionsRequest input, Instant now) {
        boolean active = input.state().equals("Active");
        Map<String, String> filters = byKey(input);
        Set<SessionState> states =
                EnumSet.allOf(SessionState.class).stream()
                        .filter(state -> state.isFinal() != active)
                        .filter(state -> isWanted(filters, state))
                        .collect(Collectors.toSet());
        var match =
                new Match(
                        find(filters, "Target"),
                        find(filters, "Owner"),
                        find(filters, "SessionId").flatMap(SessionRoutes::parse));
        boolean possible =
                find(filters, "AccessType").map("Standard"::equals).orElse(true)
                        && match.id().isPresent() == filters.containsKey("SessionId");
        Optional<Instant> usual = active ? Optional.empty() : Optional.of(now.minus(HISTORY));
        return new SessionFilters(
                possible ? states : Set.of(),
                match,
                find(filters, "InvokedAfter").map(SessionFilters::instant).or(() -> usual),
                find(filters, "InvokedBefore").map(SessionFilters::instant));
    }

    private static Map<String, String> byKey(DescribeSessionsRequest input) {
        Map<String, String> filters = new HashMap<>();
        for (SessionFilter filter : input.filters()) {
            if (!KEYS.contains(filter.key())) {
                throw new ServiceFault(
                        "InvalidFilterKey",
                        "The specified filter key isn't valid: " + filter.key());
            }
            if (filters.put(filter.key(), filter.value()) != null) {
                throw DocumentErrors.invalid("The filter " + filter.key() + " is given twice.");
            }
        }
        return filters;
    }

    private static Optional<String> find(Map<String, String> filters, String key) {
        return Optional.ofNullable(filters.get(key));
    }

    private static boolean isWanted(Map<String, String> filters, SessionState state) {
        Optional<String> status = find(filters, "Status");
        status.filter(name -> !isState(name))
                .ifPresent(name -> {
                    throw DocumentErrors.invalid("Status: no session is ever '" + name + "'.");
                });
        return status.map(state.wireName()::equals).orElse(true);
    }

    private static boolean isState(String name) {
        return Arrays.stream(SessionState.values())
                .anyMatch(state -> state.wireName().equals(name));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw DocumentErrors.invalid(
                    "'" + text + "' is not a time (expected: for example 2026-08-29T00:00:00Z).");
        }
    }
}
