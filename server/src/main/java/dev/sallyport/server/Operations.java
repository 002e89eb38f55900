package dev.sallyport.server;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Things;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.PassRole;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ec2.InstanceRoutes;
import dev.sallyport.server.api.ec2.InstanceTagRoutes;
import dev.sallyport.server.api.ec2.TagListing;
import dev.sallyport.server.api.ec2messages.Ec2MessagesRoutes;
import dev.sallyport.server.api.ssm.ActivationRoutes;
import dev.sallyport.server.api.ssm.AgentRoutes;
import dev.sallyport.server.api.ssm.AssociationRoutes;
import dev.sallyport.server.api.ssm.DocumentListRoutes;
import dev.sallyport.server.api.ssm.DocumentRoutes;
import dev.sallyport.server.api.ssm.DocumentShareRoutes;
import dev.sallyport.server.api.ssm.NodeRoutes;
import dev.sallyport.server.api.ssm.SessionListRoutes;
import dev.sallyport.server.api.ssm.SessionRoutes;
import dev.sallyport.server.api.ssm.SessionRoutes.DocumentCheck;
import dev.sallyport.server.api.ssm.TagRoutes;
import dev.sallyport.server.api.sts.StsRoutes;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import dev.sallyport.server.issuers.IssuerTrust;
import dev.sallyport.server.issuers.WebIdentities;
import dev.sallyport.server.sessions.Reviews;
import java.util.Map;

/// Every operation that is served, each with its handler.
final class Operations {
    private final Ground ground;
    private final Population population;
    private final Traffic traffic;
    private final Access access;
    private final Reviews reviews;
    private final Things things;

    Operations(
            Ground ground,
            Population population,
            Traffic traffic,
            Access access,
            Reviews reviews,
            Things things) {
        this.things = things;
        this.access = access;
        this.ground = ground;
        this.population = population;
        this.traffic = traffic;
        this.reviews = reviews;
    }

    Routes routes(Ec2MessagesRoutes.Patience patience) {
        Routes.Builder routes = Routes.builder();
        PageTokens pages = new PageTokens(pageKey());
        Tags tags = tags();
        var names = population.names();
        PassRole passing = new PassRole(access, population.directory());
        addTokens(routes);
        new NodeRoutes(population.fleet(), population.presence(), pages, names).addTo(routes);
        new ActivationRoutes(population.activations(), pages, passing).addTo(routes);
        new AgentRoutes(population.fleet(), population.tokens(), names).addTo(routes);
        new AssociationRoutes(names).addTo(routes);
        new TagRoutes(tags, names).addTo(routes);
        new SessionRoutes(traffic.sessions(), reviews, names, documentCheck()).addTo(routes);
        new SessionListRoutes(traffic.sessions(), pages).addTo(routes);
        new DocumentRoutes(traffic.documents(), tags, names).addTo(routes);
        new DocumentListRoutes(traffic.documents(), tags, pages, names).addTo(routes);
        new DocumentShareRoutes(traffic.documents(), pages, names).addTo(routes);
        new Ec2MessagesRoutes(names, patience).addTo(routes);
        addInstances(routes, pages, tags);
        new IamOperations(ground, population, passing, things).addTo(routes);
        return routes.build();
    }

    private DocumentCheck documentCheck() {
        return ground.config().access().checkDefaultDocument()
                ? DocumentCheck.ALWAYS
                : DocumentCheck.CLASSIC;
    }

    private void addTokens(Routes.Builder routes) {
        var identities =
                new WebIdentities(
                        population.directory(), IssuerTrust.with(ground.config().tls().issuerCa()));
        var desk =
                new StsRoutes.Desk(
                        population.directory(),
                        population.passes(),
                        population.codes(),
                        identities,
                        ground.authorizationMessages());
        new StsRoutes(desk, access, ground.clock()).addTo(routes);
    }

    private void addInstances(Routes.Builder routes, PageTokens pages, Tags tags) {
        Fleet fleet = population.fleet();
        new InstanceRoutes(fleet, population.presence(), pages, population.names()).addTo(routes);
        new InstanceTagRoutes(fleet, tags, population.names()).addTo(routes);
        new TagListing(fleet, pages).addTo(routes);
    }

    private Bytes pageKey() {
        return ground.keyFor("page tokens");
    }

    private Tags tags() {
        return new Tags(
                ground.tags(),
                Map.of(
                        TagStore.Kind.NODE,
                        id ->
                                NodeId.isNodeId(id)
                                        && population.fleet().find(NodeId.parse(id)).isPresent(),
                        TagStore.Kind.DOCUMENT,
                        name -> traffic.documents().owns(population.account(), name)));
    }
}
