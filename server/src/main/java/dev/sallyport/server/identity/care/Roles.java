package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.InstanceProfile;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Makes, changes and deletes roles, those of services among them.
public final class Roles {
    /// How long a session of a role may be when nobody says.
    public static final Duration DEFAULT_LONGEST = Duration.ofHours(1);

    private static final String SERVICE_PATH = "/aws-service-role/";
    private static final Map<String, String> SERVICE_NAMES =
            Map.of("ssm.amazonaws.com", "AmazonSSM");

    private final Registrar registrar;
    private final Texts texts;

    public Roles(Registrar registrar, PolicyCheck check) {
        this.registrar = registrar;
        this.texts = new Texts(check);
    }

    /// What somebody asks a role to be.
    public record Request(
            String name,
            Optional<String> path,
            Role.Terms terms,
            Optional<String> boundary,
            Map<String, String> tags) {}

    public Role create(Request request) {
        texts.trust(request.terms().trust());
        if (request.path().filter(path -> path.startsWith(SERVICE_PATH)).isPresent()) {
            throw new DirectoryFault(
                    DirectoryFault.Code.INVALID_VALUE,
                    "The path " + SERVICE_PATH + " is reserved for service-linked roles.");
        }
        return registrar.put(roster -> {
            if (roster.roles().byName(request.name()).isPresent()) {
                throw DirectoryFault.alreadyExists(
                        "Role with name " + request.name() + " already exists.");
            }
            return role(roster, registrar.label("AROA", request.path(), request.name()), request);
        });
    }

    private static Role role(Roster roster, Label label, Request request) {
        Quotas.check(roster.roles().size(), Quotas.ROLES, "RolesPerAccount");
        Grants grants =
                Grants.NONE.withBoundary(
                        request.boundary().map(arn -> Grantees.boundary(roster, arn)));
        return new Role(label, TagRules.add(Map.of(), request.tags()), grants, request.terms());
    }

    /// The role `service` acts in.
    public Role createLinked(String service, Optional<String> suffix, String description) {
        String name = linkedName(service, suffix);
        Role.Terms terms =
                new Role.Terms(
                        linkedTrust(service), description, DEFAULT_LONGEST, Optional.of(service));
        Request request =
                new Request(
                        name,
                        Optional.of(SERVICE_PATH + service + "/"),
                        terms,
                        Optional.empty(),
                        Map.of());
        return registrar.put(roster -> {
            if (roster.roles().byName(name).isPresent()) {
                throw DirectoryFault.invalidInput(
                        "Service role name %s has been taken in this account, please try a different suffix."
                                .formatted(name));
            }
            return role(roster, registrar.label("AROA", request.path(), name), request);
        });
    }

    private static String linkedTrust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\""
                + service
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    /// The name of the role of a service.
    public static String linkedName(String service, Optional<String> suffix) {
        String first =
                service.substring(
                        0, service.indexOf('.') < 0 ? service.length() : service.indexOf('.'));
        String owner =
                Optional.ofNullable(SERVICE_NAMES.get(service))
                        .orElse(
                                first.substring(0, 1).toUpperCase(Locale.ROOT)
                                        + first.substring(1));
        return "AWSServiceRoleFor" + owner + suffix.map(text -> "_" + text).orElse("");
    }

    public Role deleteLinked(String name) {
        return registrar.remove(roster -> {
            Role role = roster.role(name);
            if (role.terms().service().isEmpty()) {
                throw DirectoryFault.invalidInput(
                        "Role " + name + " is not a service-linked role.");
            }
            return role;
        });
    }

    public Role updateTrust(String name, String document) {
        texts.trust(document);
        return change(name, role -> role.withTerms(role.terms().withTrust(document)));
    }

    public Role update(String name, Optional<String> description, Optional<Duration> longest) {
        return change(
                name,
                role -> {
                    Role.Terms terms = role.terms();
                    return role.withTerms(
                            terms.withDescription(description.orElse(terms.description()))
                                    .withLongest(longest.orElse(terms.longest())));
                });
    }

    public void delete(String name) {
        registrar.remove(roster -> {
            Role role = roster.role(name);
            mustBeOurs(role);
            if (!profiles(roster, role).isEmpty()) {
                throw DirectoryFault.deleteConflict(
                        "Cannot delete entity, must remove roles from instance profile first.");
            }
            Grantees.mustBeBare(role);
            return role;
        });
    }

    public static List<InstanceProfile> profiles(Roster roster, Role role) {
        return roster.profiles().list().stream()
                .filter(profile -> profile.role().filter(role.id()::equals).isPresent())
                .toList();
    }

    /// Also of a service: its tags are the account's, as TagRole's list of errors in AWS's model
    /// says by not naming UnmodifiableEntity.
    public void tag(String name, Map<String, String> tags) {
        registrar.put(roster -> {
            Role role = roster.role(name);
            return role.withTags(TagRules.add(role.tags(), tags));
        });
    }

    public void untag(String name, Collection<String> keys) {
        registrar.put(roster -> {
            Role role = roster.role(name);
            return role.withTags(TagRules.remove(role.tags(), keys));
        });
    }

    private Role change(String name, UnaryOperator<Role> step) {
        return registrar.put(roster -> {
            Role role = roster.role(name);
            mustBeOurs(role);
            return step.apply(role);
        });
    }

    static void mustBeOurs(Role role) {
        if (role.terms().service().isPresent()) {
            throw new DirectoryFault(
                    DirectoryFault.Code.UNMODIFIABLE,
                    "Cannot perform the operation on the protected role '%s' - this role is only modifiable by AWS"
                            .formatted(role.name()));
        }
    }
}
