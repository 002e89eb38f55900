package dev.sallyport.server.api.ec2;

import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ec2.model.CreateTagsRequest;
import dev.sallyport.server.api.ec2.model.CreateTagsResult;
import dev.sallyport.server.api.ec2.model.DeleteTagsRequest;
import dev.sallyport.server.api.ec2.model.DeleteTagsResult;
import dev.sallyport.server.api.ec2.model.Ec2;
import dev.sallyport.server.api.ec2.model.Tag;
import dev.sallyport.server.fleet.Fleet;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts tags on nodes and takes them off, as EC2 does with instances. They are the same tags SSM
/// shows.
public final class InstanceTagRoutes {
    private final Fleet fleet;
    private final Tags tags;
    private final ResourceNames names;

    public InstanceTagRoutes(Fleet fleet, Tags tags, ResourceNames names) {
        this.fleet = fleet;
        this.tags = tags;
        this.names = names;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                        Ec2.CREATE_TAGS,
                        Authentication.SIGNED,
                        input -> arns(input.resources()),
                        this::create)
                .on(
                        Ec2.DELETE_TAGS,
                        Authentication.SIGNED,
                        input -> arns(input.resources()),
                        this::delete);
    }

    private List<String> arns(List<String> resources) {
        return resources.stream().map(names::anyNode).toList();
    }

    private CreateTagsResult create(Call call, CreateTagsRequest input) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Tag tag : input.tags()) {
            wanted.put(TagText.key(tag), TagText.value(tag));
        }
        List<Node> nodes = Instances.find(fleet, input.resources());
        Limits.stopIfDry(input.dryRun());
        for (Node node : nodes) {
            check(tags.add(TagStore.Kind.NODE, node.id().value(), wanted), node);
        }
        return CreateTagsResult.builder().return_(true).build();
    }

    private DeleteTagsResult delete(Call call, DeleteTagsRequest input) {
        List<Node> nodes = Instances.find(fleet, input.resources());
        Limits.stopIfDry(input.dryRun());
        for (Node node : nodes) {
            List<String> keys =
                    input.tags().isEmpty()
                            ? List.copyOf(node.tags().keySet())
                            : input.tags().stream()
                                    .filter(tag -> applies(tag, node))
                                    .map(TagText::key)
                                    .toList();
            check(tags.remove(TagStore.Kind.NODE, node.id().value(), keys), node);
        }
        return DeleteTagsResult.builder().return_(true).build();
    }

    // A tag given with a value goes only if it has that value.
    private static boolean applies(Tag tag, Node node) {
        return tag.value()
                .map(value -> value.equals(node.tags().get(TagText.key(tag))))
                .orElse(true);
    }

    private static void check(Tags.Outcome outcome, Node node) {
        switch (outcome) {
            case DONE -> {}
            case NO_SUCH_THING ->
                    throw new ServiceFault(
                            "InvalidInstanceID.NotFound",
                            "The instance ID '" + node.id() + "' does not exist");
            case TOO_MANY ->
                    throw new ServiceFault(
                            "TagLimitExceeded",
                            "More than 50 tags specified. Number of tags must be less than or"
                                    + " equal to 50");
            case RESERVED ->
                    throw new ServiceFault(
                            "InvalidParameterValue",
                            "Tag keys starting with 'aws:' are reserved for internal use");
        }
    }
}
