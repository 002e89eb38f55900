package dev.sallyport.server;

import dev.sallyport.server.access.Simulator;
import dev.sallyport.server.access.Things;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.AttachmentRoutes;
import dev.sallyport.server.api.iam.BoundaryRoutes;
import dev.sallyport.server.api.iam.InlineRoutes;
import dev.sallyport.server.api.iam.PolicyRoutes;
import dev.sallyport.server.api.iam.PolicyVersionRoutes;
import dev.sallyport.server.api.iam.SimulationRoutes;
import dev.sallyport.server.identity.care.Grantees;
import dev.sallyport.server.identity.care.ManagedPolicies;
import dev.sallyport.server.identity.care.PolicyCheck;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.directory.Directory;

/// The operations of IAM about policies, each with its handler.
final class PolicyOperations {
    private final Directory directory;
    private final Registrar registrar;
    private final PolicyCheck check;
    private final PageTokens pages;

    PolicyOperations(
            Directory directory, Registrar registrar, PolicyCheck check, PageTokens pages) {
        this.directory = directory;
        this.registrar = registrar;
        this.check = check;
        this.pages = pages;
    }

    /// @param things what simulations know of the things they are about
    void addTo(Routes.Builder routes, Things things) {
        ManagedPolicies policies = new ManagedPolicies(registrar, check);
        Grantees grantees = new Grantees(registrar, check);
        new PolicyRoutes(directory, policies, pages).addTo(routes);
        new PolicyVersionRoutes(directory, policies, pages).addTo(routes);
        new AttachmentRoutes(directory, grantees, pages).addTo(routes);
        new InlineRoutes(directory, grantees, pages).addTo(routes);
        new BoundaryRoutes(directory, grantees).addTo(routes);
        new SimulationRoutes(directory, new Simulator(things), pages).addTo(routes);
    }
}
