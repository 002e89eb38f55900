package dev.sallyport.server.api.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.PlainThings;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.access.Simulator;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.OperationType;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.PassRole;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.care.Devices;
import dev.sallyport.server.identity.care.Office;
import dev.sallyport.server.identity.care.PasswordHash;
import dev.sallyport.server.identity.care.Passwords;
import dev.sallyport.server.identity.care.ServiceCredentials;
import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.identity.directory.LastUseStore;
import dev.sallyport.server.identity.directory.LastUses;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// IAM's handlers around an account in memory.
final class IamRig {
    static final Caller ADMIN = Counter.ADMIN;

    final Office office = new Office();
    final LastUses uses = new LastUses(new NoStore());
    private final Guesses guesses = new Guesses();
    final Passwords passwords =
            new Passwords(office.registrar, new PasswordHash(Office.RANDOM), guesses);
    private final PageTokens pages =
            new PageTokens(Bytes.ofUtf8("a key for pages"), PageTokens.Words.MARKER);
    private final Access byPolicies = new PolicyAccess(office.directory, new PlainThings());
    private final Routes routes = routes();
    final Counter counter = new Counter(routes, office::now);

    /// Where the account's own policies decide.
    final Counter strict = new Counter(routes, office::now, byPolicies);

    private Routes routes() {
        Routes.Builder routes = Routes.builder();
        PassRole passing = new PassRole(this::decide, office.directory);
        new UserRoutes(office.directory, office.registrar, pages).addTo(routes);
        new GroupRoutes(office.directory, office.registrar, pages).addTo(routes);
        new RoleRoutes(office.directory, office.roles, pages, uses).addTo(routes);
        new LinkedRoleRoutes(office.directory, office.roles).addTo(routes);
        new PolicyRoutes(office.directory, office.policies, pages).addTo(routes);
        new PolicyVersionRoutes(office.directory, office.policies, pages).addTo(routes);
        new AttachmentRoutes(office.directory, office.grantees, pages).addTo(routes);
        new InlineRoutes(office.directory, office.grantees, pages).addTo(routes);
        new BoundaryRoutes(office.directory, office.grantees).addTo(routes);
        new AccessKeyRoutes(office.directory, office.keys, pages, uses).addTo(routes);
        new ProfileRoutes(office.directory, office.registrar, pages, passing).addTo(routes);
        new AccountRoutes(office.directory, office.registrar).addTo(routes);
        Devices devices =
                new Devices(
                        office.registrar, new SeedSecrets(office.master, Office.RANDOM), guesses);
        new DeviceRoutes(office.directory, devices).addTo(routes);
        new DeviceListRoutes(office.directory, pages).addTo(routes);
        new SshKeyRoutes(office.directory, office.registrar, pages).addTo(routes);
        new CertificateRoutes(office.directory, office.registrar, pages).addTo(routes);
        new ServiceCredentialRoutes(
                        office.directory,
                        new ServiceCredentials(office.registrar, new PasswordHash(Office.RANDOM)))
                .addTo(routes);
        new PasswordRoutes(office.directory, passwords).addTo(routes);
        new ProviderRoutes(office.directory, office.registrar, pages).addTo(routes);
        new ReportRoutes(office.directory, uses).addTo(routes);
        new DetailRoutes(office.directory, pages, uses).addTo(routes);
        new SimulationRoutes(office.directory, new Simulator(new PlainThings()), pages)
                .addTo(routes);
        return routes.build();
    }

    /// The administrator of the counter is nobody the account knows.
    private Decision decide(Question question) {
        return (question.caller().equals(ADMIN) ? Counter.administrators() : byPolicies)
                .decide(question);
    }

    <I, O> O call(OperationType<I, O> type, I input) {
        return counter.call(ADMIN, type, input);
    }

    <I> List<String> resources(OperationType<I, ?> type, I input) {
        return counter.resources(ADMIN, type, input);
    }

    static void assertFault(String code, String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(code);
                            assertThat(fault.text()).isEqualTo(text);
                        });
    }

    /// Forgets everything.
    private static final class NoStore implements LastUseStore {
        @Override
        public Map<String, LastUse> all() {
            return Map.of();
        }

        @Override
        public void put(Map<String, LastUse> uses) {}
    }
}
