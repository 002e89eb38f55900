package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.aws.OperationModel;
import dev.sallyport.protocol.aws.ServiceModel;
import dev.sallyport.protocol.sigv4.SigningKey;
import dev.sallyport.server.SignedWire.Reply;
import dev.sallyport.server.api.ServiceModels;
import dev.sallyport.server.config.Config;
import dev.sallyport.server.config.ConfigOutcome;
import dev.sallyport.server.config.ConfigReader;
import dev.sallyport.server.identity.AdminKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation there is, asked by everybody there may be. An operation that is served to
/// somebody who is not meant to have it, or without having been decided about, fails here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTest {
    /// Proved by what the input says: a code, a token.
    private static final Set<String> ANONYMOUS =
            Set.of("ssm:RegisterManagedInstance", "sts:AssumeRoleWithWebIdentity");

    /// Proved by a node's own key, which no user has.
    private static final Set<String> NODE_KEY =
            Set.of("ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey");

    /// Need no permission, as in AWS.
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity", "sts:GetSessionToken");

    /// The model names fields otherwise than the wire.
    private static final Map<String, Map<String, Object>> EC2_INPUTS =
            Map.of(
                    "CreateTags",
                            Map.of("ResourceId", List.of("mi-0123456789abcdef0"), "Tag", tag()),
                    "DeleteTags", Map.of("ResourceId", List.of("mi-0123456789abcdef0")));

    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"AWS":"111122223333"}}]}\
            """;

    private final List<ServiceModel> models = ServiceModels.load();
    private final ServiceModel iam = model("iam");
    private Running server;
    private SignedWire wire;
    private SigningKey admin;
    private SigningKey nobody;
    private SigningKey stranger;

    private static Object tag() {
        return List.of(Map.of("Key", "team", "Value", "web"));
    }

    private ServiceModel model(String name) {
        return models.stream()
                .filter(model -> model.signingName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @BeforeAll
    void start(@TempDir Path here, @TempDir Path elsewhere) throws Exception {
        server = Wiring.start(config(here, "111122223333"));
        wire = new SignedWire(server);
        admin = key(server.freshKey().orElseThrow());
        nobody = userWithKey("nobody");
        assertThat(
                        asAdmin(
                                        "CreateRole",
                                        Map.of(
                                                "RoleName",
                                                "Nobody",
                                                "AssumeRolePolicyDocument",
                                                TRUST))
                                .status())
                .isEqualTo(200);
        try (Running other = Wiring.start(config(elsewhere, "444455556666"))) {
            stranger = key(other.freshKey().orElseThrow());
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Config config(Path directory, String account) {
        Map<String, String> flags =
                Map.of(
                        "data-dir",
                        directory.toString(),
                        "account-id",
                        account,
                        "listen.address",
                        "127.0.0.1",
                        "listen.port",
                        "0");
        return ((ConfigOutcome.Valid) ConfigReader.read(Optional.empty(), Map.of(), flags))
                .config();
    }

    private static SigningKey key(AdminKey key) {
        return new SigningKey(key.accessKeyId(), key.secretKey(), Optional.empty());
    }

    private SigningKey userWithKey(String name) throws IOException, InterruptedException {
        assertThat(asAdmin("CreateUser", Map.of("UserName", name)).status()).isEqualTo(200);
        String made = asAdmin("CreateAccessKey", Map.of("UserName", name)).body();
        return new SigningKey(
                between(made, "<AccessKeyId>", "<"),
                Secret.of(between(made, "<SecretAccessKey>", "<")),
                Optional.empty());
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private Reply asAdmin(String operation, Map<String, Object> input)
            throws IOException, InterruptedException {
        return wire.call(iam, operation, input, Optional.of(admin));
    }

    /// One operation of one service.
    record Cell(ServiceModel service, OperationModel operation) {
        String action() {
            return service.signingName() + ":" + operation.name();
        }

        Map<String, Object> input() {
            Map<String, Object> special = new HashMap<>();
            if (service.signingName().equals("ec2")) {
                special.putAll(EC2_INPUTS.getOrDefault(operation.name(), Map.of()));
                return special;
            }
            return ModelInputs.of(operation);
        }

        @Override
        public String toString() {
            return action();
        }
    }

    Stream<Cell> operations() {
        return models.stream()
                .flatMap(service ->
                        service.operations().stream()
                                .map(operation -> new Cell(service, operation)))
                .sorted(Comparator.comparing(Cell::action));
    }

    private Reply call(Cell cell, Optional<SigningKey> key)
            throws IOException, InterruptedException {
        return wire.call(cell.service, cell.operation.name(), cell.input(), key);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isClosedToTheUnsigned(Cell cell) throws Exception {
        Reply reply = call(cell, Optional.empty());

        if (ANONYMOUS.contains(cell.action())) {
            assertThat(reply.says("MissingAuthenticationToken")).as(reply.body()).isFalse();
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        } else {
            assertThat(reply.status()).as(reply.body()).isIn(400, 401, 403);
            assertThat(reply.body())
                    .containsAnyOf(
                            "MissingAuthenticationToken", "AuthFailure", "UnrecognizedClient");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isClosedToAnotherAccount(Cell cell) throws Exception {
        if (ANONYMOUS.contains(cell.action())) {
            return; // It looks at no signature: see above.
        }
        Reply reply = call(cell, Optional.of(stranger));

        assertThat(reply.status()).as(reply.body()).isIn(400, 401, 403);
        assertThat(reply.body())
                .containsAnyOf(
                        "InvalidClientTokenId",
                        "UnrecognizedClient",
                        "AuthFailure",
                        "AccessDenied",
                        "MachineFingerprintDoesNotMatch");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isClosedWithoutAPermission(Cell cell) throws Exception {
        if (ANONYMOUS.contains(cell.action())) {
            return;
        }
        Reply reply = call(cell, Optional.of(nobody));

        if (FREE.contains(cell.action())) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        } else {
            assertDenied(cell, reply);
        }
    }

    private static void assertDenied(Cell cell, Reply reply) {
        assertThat(reply.status()).as(reply.body()).isIn(400, 403);
        if (NODE_KEY.contains(cell.action())) {
            assertThat(reply.status()).as(reply.body()).isNotEqualTo(200);
            return;
        }
        assertThat(reply.body()).containsAnyOf("AccessDenied", "UnauthorizedOperation");
        assertThat(reply.body()).contains(cell.action());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isOpenWithThePermission(Cell cell) throws Exception {
        if (ANONYMOUS.contains(cell.action()) || NODE_KEY.contains(cell.action())) {
            return;
        }
        Reply granted =
                asAdmin(
                        "PutUserPolicy",
                        Map.of(
                                "UserName", "nobody",
                                "PolicyName", "one",
                                "PolicyDocument", allow(cell.action())));
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        Reply reply;
        try {
            reply = call(cell, Optional.of(nobody));
        } finally {
            asAdmin("DeleteUserPolicy", Map.of("UserName", "nobody", "PolicyName", "one"));
        }

        assertThat(reply.status()).as(reply.body()).isLessThan(500);
        assertThat(reply.says("not authorized to perform: " + cell.action()))
                .as(reply.body())
                .isFalse();
        assertThat(reply.body()).doesNotContain("MissingAuthenticationToken");
    }

    private static String allow(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + action
                + "\",\"iam:PassRole\"],\"Resource\":\"*\"}]}";
    }
}
