package dev.sallyport.server.identity.directory;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The managed policies that AWS ships and this server knows, by the names and ARNs that articles,
/// manuals and Terraform modules use. Nobody can change them.
///
/// Their texts are ours: they name the services that are served.
public final class AwsPolicies {
    static final String PREFIX = "arn:aws:iam::aws:policy/";

    /// May do everything.
    public static final String ADMINISTRATOR_ACCESS = PREFIX + "AdministratorAccess";

    private static final Instant SHIPPED = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Entry> ENTRIES =
            List.of(
                    new Entry("/", "AdministratorAccess", "Provides full access to everything."),
                    new Entry("/", "PowerUserAccess", "Everything but users, roles and policies."),
                    new Entry("/", "ReadOnlyAccess", "Reads everything, changes nothing."),
                    new Entry("/", "IAMFullAccess", "Full access to users, roles and policies."),
                    new Entry("/", "IAMReadOnlyAccess", "Reads users, roles and policies."),
                    new Entry("/", "IAMUserChangePassword", "Lets users change their password."),
                    new Entry("/", "IAMUserSSHKeys", "Lets users care for their SSH keys."),
                    new Entry(
                            "/",
                            "IAMSelfManageServiceSpecificCredentials",
                            "Lets users care for their service specific credentials."),
                    new Entry("/", "AmazonSSMFullAccess", "Full access to Systems Manager."),
                    new Entry("/", "AmazonSSMReadOnlyAccess", "Reads Systems Manager."),
                    new Entry("/", "AmazonSSMManagedInstanceCore", "What a managed node needs."),
                    new Entry(
                            "/",
                            "AmazonSSMManagedEC2InstanceDefaultPolicy",
                            "What a managed node needs, and no parameters."),
                    new Entry(
                            "/service-role/",
                            "AmazonEC2RoleforSSM",
                            "What a managed node needs, with logs and buckets: the old one."),
                    new Entry(
                            "/",
                            "AmazonSSMPatchAssociation",
                            "What a managed node needs for patching."),
                    new Entry("/", "CloudWatchAgentServerPolicy", "Lets a node write logs."),
                    new Entry("/", "CloudWatchLogsFullAccess", "Full access to logs."),
                    new Entry("/", "CloudWatchLogsReadOnlyAccess", "Reads logs."),
                    new Entry(
                            "/",
                            "AWSSystemsManagerJustInTimeAccessTokenPolicy",
                            "The most that a just-in-time access token can do."));
    private static final Map<String, ManagedPolicy> ALL = load();

    private AwsPolicies() {}

    private record Entry(String path, String name, String description) {}

    private static Map<String, ManagedPolicy> load() {
        Map<String, ManagedPolicy> all = new LinkedHashMap<>();
        ENTRIES.stream().map(AwsPolicies::read).forEach(policy -> all.put(policy.arn(), policy));
        return Map.copyOf(all);
    }

    private static ManagedPolicy read(Entry entry) {
        String arn = PREFIX + entry.path().substring(1) + entry.name();
        return new ManagedPolicy(
                new Label(id(arn), entry.path(), entry.name(), SHIPPED),
                arn,
                Map.of(),
                entry.description(),
                ManagedPolicy.Versions.first(text(entry.name()), SHIPPED));
    }

    // Always the same for the same policy, on every server.
    private static String id(String arn) {
        return "ANPA" + Base32.text(Bytes.ofUtf8(arn).sha256(), 17);
    }

    private static String text(String name) {
        String resource = "shipped/" + name + ".json";
        try (InputStream in = AwsPolicies.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("policy: " + resource + " (expected: shipped)");
            }
            return Bytes.wrap(in.readAllBytes()).toUtf8().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Optional<ManagedPolicy> find(String arn) {
        return Optional.ofNullable(ALL.get(arn));
    }

    public static Collection<ManagedPolicy> all() {
        return ALL.values();
    }
}
