package dev.sallyport.server;

import dev.sallyport.server.access.Things;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.PassRole;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.AccessKeyRoutes;
import dev.sallyport.server.api.iam.AccountRoutes;
import dev.sallyport.server.api.iam.CertificateRoutes;
import dev.sallyport.server.api.iam.DetailRoutes;
import dev.sallyport.server.api.iam.DeviceListRoutes;
import dev.sallyport.server.api.iam.DeviceRoutes;
import dev.sallyport.server.api.iam.GroupRoutes;
import dev.sallyport.server.api.iam.LinkedRoleRoutes;
import dev.sallyport.server.api.iam.PasswordRoutes;
import dev.sallyport.server.api.iam.PolicyTexts;
import dev.sallyport.server.api.iam.ProfileRoutes;
import dev.sallyport.server.api.iam.ProviderRoutes;
import dev.sallyport.server.api.iam.ReportRoutes;
import dev.sallyport.server.api.iam.RoleRoutes;
import dev.sallyport.server.api.iam.ServiceCredentialRoutes;
import dev.sallyport.server.api.iam.SshKeyRoutes;
import dev.sallyport.server.api.iam.UserRoutes;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.Identifiers;
import dev.sallyport.server.identity.care.AccessKeys;
import dev.sallyport.server.identity.care.Devices;
import dev.sallyport.server.identity.care.PasswordHash;
import dev.sallyport.server.identity.care.Passwords;
import dev.sallyport.server.identity.care.PolicyCheck;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.care.Roles;
import dev.sallyport.server.identity.care.ServiceCredentials;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.LastUses;

/// The operations of IAM, each with its handler.
final class IamOperations {
    private final Directory directory;
    private final LastUses uses;
    private final Registrar registrar;
    private final PageTokens pages;
    private final PolicyCheck check = new PolicyTexts();
    private final Ground ground;
    private final Guesses guesses;
    private final PassRole passing;
    private final Things things;

    IamOperations(Ground ground, Population population, PassRole passing, Things things) {
        this.passing = passing;
        this.things = things;
        this.ground = ground;
        this.directory = population.directory();
        this.uses = population.uses();
        this.guesses = population.guesses();
        this.registrar = new Registrar(directory, new Identifiers(ground.random()), ground.clock());
        this.pages = new PageTokens(ground.keyFor("page tokens"), PageTokens.Words.MARKER);
    }

    void addTo(Routes.Builder routes) {
        addPeople(routes);
        new PolicyOperations(directory, registrar, check, pages).addTo(routes, things);
        addProofs(routes);
        AccessKeys keys = new AccessKeys(registrar, ground.keySecrets());
        new AccessKeyRoutes(directory, keys, pages, uses).addTo(routes);
        new ProfileRoutes(directory, registrar, pages, passing).addTo(routes);
        new AccountRoutes(directory, registrar).addTo(routes);
        new DetailRoutes(directory, pages, uses).addTo(routes);
    }

    private void addProofs(Routes.Builder routes) {
        Devices devices = new Devices(registrar, ground.seedSecrets(), guesses);
        PasswordHash hashes = new PasswordHash(ground.random());
        Passwords passwords = new Passwords(registrar, hashes, guesses);
        new DeviceRoutes(directory, devices).addTo(routes);
        new DeviceListRoutes(directory, pages).addTo(routes);
        new SshKeyRoutes(directory, registrar, pages).addTo(routes);
        new CertificateRoutes(directory, registrar, pages).addTo(routes);
        new ServiceCredentialRoutes(directory, new ServiceCredentials(registrar, hashes))
                .addTo(routes);
        new PasswordRoutes(directory, passwords).addTo(routes);
        new ProviderRoutes(directory, registrar, pages).addTo(routes);
        new ReportRoutes(directory, uses).addTo(routes);
    }

    private void addPeople(Routes.Builder routes) {
        Roles roles = new Roles(registrar, check);
        new UserRoutes(directory, registrar, pages).addTo(routes);
        new GroupRoutes(directory, registrar, pages).addTo(routes);
        new RoleRoutes(directory, roles, pages, uses).addTo(routes);
        new LinkedRoleRoutes(directory, roles).addTo(routes);
    }
}
