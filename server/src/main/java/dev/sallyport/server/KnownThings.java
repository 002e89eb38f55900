package dev.sallyport.server;

import dev.sallyport.policy.ResourcePolicy;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.access.Things;
import dev.sallyport.server.access.TrustPolicies;
import dev.sallyport.server.documents.Documents;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Grantee;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the rooms know of the things policies speak about, found by ARN.
final class KnownThings implements Things {
    private static final Pattern ARN =
            Pattern.compile("arn:aws:([a-z0-9]+):[^:]*:([0-9]*):([a-z-]+)/(.+)");

    private final ResourceNames names;
    private final TagStore tags;
    private final SessionStore sessions;
    private final Documents documents;
    private final Directory directory;
    private final TrustPolicies trust;
    private final boolean aliases;

    /// @param aliases whether things go by more than one ARN
    KnownThings(
            ResourceNames names,
            TagStore tags,
            SessionStore sessions,
            Documents documents,
            Directory directory,
            TrustPolicies trust,
            boolean aliases) {
        this.trust = trust;
        this.names = names;
        this.tags = tags;
        this.sessions = sessions;
        this.documents = documents;
        this.directory = directory;
        this.aliases = aliases;
    }

    static KnownThings of(Ground ground, Population population, Traffic traffic) {
        return new KnownThings(
                population.names(),
                ground.tags(),
                traffic.store(),
                traffic.documents(),
                population.directory(),
                new TrustPolicies(population.directory()),
                ground.config().access().aliasArns());
    }

    /// The kind of a thing (`ssm:managed-instance`) and its name among those.
    private record Name(String kind, String account, String rest) {
        static Optional<Name> of(String arn) {
            Matcher match = ARN.matcher(arn);
            return match.matches()
                    ? Optional.of(
                            new Name(
                                    match.group(1) + ":" + match.group(3),
                                    match.group(2),
                                    match.group(4)))
                    : Optional.empty();
        }
    }

    @Override
    public List<String> namesOf(String arn) {
        return aliases
                ? Stream.concat(Stream.of(arn), Name.of(arn).stream().flatMap(this::otherNames))
                        .distinct()
                        .toList()
                : List.of(arn);
    }

    private Stream<String> otherNames(Name name) {
        return switch (name.kind) {
            case "ssm:managed-instance" ->
                    NodeId.isNodeId(name.rest)
                            ? names.nodeAliases(NodeId.parse(name.rest)).stream()
                            : Stream.of();
            case "ssm:session" -> session(name.rest).flatMap(this::byOwnersId).stream();
            default -> Stream.of();
        };
    }

    /// AWS's own examples write `session/${aws:userid}-*`, though ids begin with the owner's name.
    private Optional<String> byOwnersId(Session session) {
        String prefix = session.owner().name() + "-";
        String id = session.id().value();
        return id.startsWith(prefix)
                ? Optional.of(
                        names.ssm(
                                "session/"
                                        + session.owner().userId()
                                        + "-"
                                        + id.substring(prefix.length())))
                : Optional.empty();
    }

    private Optional<Session> session(String id) {
        try {
            return sessions.find(new SessionId(id));
        } catch (MalformedId _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ResourcePolicy> policyOf(String action, String arn) {
        return trust.of(action, arn);
    }

    @Override
    public Map<String, String> tagsOf(String arn) {
        return Name.of(arn).map(name -> tagsOf(name, arn)).orElse(Map.of());
    }

    private Map<String, String> tagsOf(Name name, String arn) {
        return switch (name.kind) {
            case "ssm:managed-instance" -> tags.list(TagStore.Kind.NODE, name.rest);
            case "ssm:document" ->
                    name.account.isEmpty()
                            ? Map.of()
                            : tags.list(TagStore.Kind.DOCUMENT, name.rest);
            case "ssm:session" -> session(name.rest).map(KnownThings::systemTags).orElse(Map.of());
            case "iam:user" -> tagsOf(arn, name.rest, roster -> roster.users()::byName);
            case "iam:role" -> tagsOf(arn, name.rest, roster -> roster.roles()::byName);
            case "iam:policy" -> tagsOf(arn, name.rest, roster -> roster.policies()::byName);
            default -> Map.of();
        };
    }

    /// AWS puts these two on every session.
    private static Map<String, String> systemTags(Session session) {
        return Map.of(
                "aws:ssmmessages:session-id",
                session.owner().userId(),
                "aws:ssmmessages:target-id",
                session.node().value());
    }

    private <T extends Entity> Map<String, String> tagsOf(
            String arn, String rest, Function<Roster, Function<String, Optional<T>>> table) {
        Roster roster = directory.roster();
        String name = rest.substring(rest.lastIndexOf('/') + 1);
        return table.apply(roster)
                .apply(name)
                .filter(entity -> roster.names().of(entity).equals(arn))
                .map(Entity::tags)
                .orElse(Map.of());
    }

    @Override
    public Map<String, List<String>> keysOf(String arn) {
        return Name.of(arn).map(name -> keysOf(name, arn)).orElse(Map.of());
    }

    private Map<String, List<String>> keysOf(Name name, String arn) {
        return switch (name.kind) {
            case "ssm:document" ->
                    documents
                            .find(names.account(), name.rest)
                            .map(it -> it.document().type().wireName())
                            .map(type -> Map.of("ssm:documenttype", List.of(type)))
                            .orElse(Map.of());
            // Who hands out permissions may be held to users that stay within a boundary.
            case "iam:user", "iam:role" ->
                    entity(arn, name.rest, name.kind.equals("iam:user"))
                            .flatMap(it -> it.grants().boundary())
                            .map(it -> Map.of("iam:permissionsboundary", List.of(it)))
                            .orElse(Map.of());
            default -> Map.of();
        };
    }

    private Optional<? extends Grantee> entity(String arn, String rest, boolean isUser) {
        Roster roster = directory.roster();
        String name = rest.substring(rest.lastIndexOf('/') + 1);
        Optional<? extends Grantee> found =
                isUser ? roster.users().byName(name) : roster.roles().byName(name);
        return found.filter(it -> roster.names().of(it).equals(arn));
    }
}
