package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.AddTagsToResourceRequest;
import dev.sallyport.server.api.ssm.model.AddTagsToResourceResult;
import dev.sallyport.server.api.ssm.model.ListTagsForResourceRequest;
import dev.sallyport.server.api.ssm.model.ListTagsForResourceResult;
import dev.sallyport.server.api.ssm.model.RemoveTagsFromResourceRequest;
import dev.sallyport.server.api.ssm.model.RemoveTagsFromResourceResult;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import java.util.List;

/// Tags of nodes and documents.
public final class TagRoutes {
    private final Tags tags;
    private final ResourceNames names;

    public TagRoutes(Tags tags, ResourceNames names) {
        this.tags = tags;
        this.names = names;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                        Ssm.ADD_TAGS_TO_RESOURCE,
                        Authentication.SIGNED,
                        input -> resource(input.resourceType(), input.resourceId()),
                        this::add)
                .on(
                        Ssm.REMOVE_TAGS_FROM_RESOURCE,
                        Authentication.SIGNED,
                        input -> resource(input.resourceType(), input.resourceId()),
                        this::remove)
                .on(
                        Ssm.LIST_TAGS_FOR_RESOURCE,
                        Authentication.SIGNED,
                        input -> resource(input.resourceType(), input.resourceId()),
                        this::list);
    }

    private List<String> resource(String type, String id) {
        return List.of(
                switch (type) {
                    case "ManagedInstance" -> names.anyNode(id);
                    case "Document" -> names.document(id);
                    default -> ResourceNames.ANY;
                });
    }

    /// What a request names, in our words.
    private record Thing(TagStore.Kind kind, String id) {}

    private static Thing thing(String type, String id) {
        return switch (type) {
            case "ManagedInstance" ->
                    NodeId.isNodeId(id)
                            ? new Thing(TagStore.Kind.NODE, NodeId.parse(id).value())
                            : unknown(id);
            case "Document" -> new Thing(TagStore.Kind.DOCUMENT, id);
            default ->
                    throw new ServiceFault(
                            "InvalidResourceType",
                            "The resource type isn't served: "
                                    + type
                                    + " (expected: ManagedInstance or Document).");
        };
    }

    private static Thing unknown(String id) {
        throw new ServiceFault("InvalidResourceId", "The resource ID isn't valid: " + id);
    }

    private AddTagsToResourceResult add(Call call, AddTagsToResourceRequest input) {
        Thing thing = thing(input.resourceType(), input.resourceId());
        check(tags.add(thing.kind(), thing.id(), SsmTags.of(input.tags())), input.resourceId());
        return new AddTagsToResourceResult();
    }

    private RemoveTagsFromResourceResult remove(Call call, RemoveTagsFromResourceRequest input) {
        Thing thing = thing(input.resourceType(), input.resourceId());
        check(tags.remove(thing.kind(), thing.id(), input.tagKeys()), input.resourceId());
        return new RemoveTagsFromResourceResult();
    }

    private ListTagsForResourceResult list(Call call, ListTagsForResourceRequest input) {
        Thing thing = thing(input.resourceType(), input.resourceId());
        if (!tags.exists(thing.kind(), thing.id())) {
            unknown(input.resourceId());
        }
        return ListTagsForResourceResult.builder()
                .tagList(SsmTags.list(tags.list(thing.kind(), thing.id())))
                .build();
    }

    private static void check(Tags.Outcome outcome, String id) {
        switch (outcome) {
            case DONE -> {}
            case NO_SUCH_THING -> unknown(id);
            case TOO_MANY -> throw SsmTags.tooMany();
            case RESERVED -> throw SsmTags.reserved();
        }
    }
}
