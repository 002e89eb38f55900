package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.ssm.model.AddTagsToResourceRequest;
import dev.sallyport.server.api.ssm.model.ListTagsForResourceRequest;
import dev.sallyport.server.api.ssm.model.RemoveTagsFromResourceRequest;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.Tag;
import dev.sallyport.server.fleet.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagRoutesTest {
    private final NodeRig rig = new NodeRig();
    private final NodeId web = rig.join(Keys.first(), "", Map.of());

    private void add(String type, String id, Tag... tags) {
        rig.counter.call(
                ADMIN,
                Ssm.ADD_TAGS_TO_RESOURCE,
                new AddTagsToResourceRequest(type, id, List.of(tags)));
    }

    private List<Tag> list(String type, String id) {
        return rig.counter
                .call(ADMIN, Ssm.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(type, id))
                .tagList();
    }

    @Test
    void tagsNodesByEitherIdAndDocumentsByName() {
        add("ManagedInstance", web.value(), new Tag("team", "a"));
        add("ManagedInstance", web.twin(), new Tag("env", "prod"));
        add("Document", "Doc", new Tag("x", "y"));

        assertThat(list("ManagedInstance", web.value()))
                .containsExactly(new Tag("env", "prod"), new Tag("team", "a"));
        assertThat(list("Document", "Doc")).containsExactly(new Tag("x", "y"));
    }

    @Test
    void takesTagsOff() {
        add("ManagedInstance", web.value(), new Tag("team", "a"), new Tag("env", "prod"));

        rig.counter.call(
                ADMIN,
                Ssm.REMOVE_TAGS_FROM_RESOURCE,
                new RemoveTagsFromResourceRequest(
                        "ManagedInstance", web.value(), List.of("team", "none")));

        assertThat(list("ManagedInstance", web.value())).containsExactly(new Tag("env", "prod"));
    }

    @Test
    void refusesWhatCannotBeTagged() {
        assertFault("InvalidResourceType", () -> add("Parameter", "p", new Tag("a", "b")));
        assertFault("InvalidResourceId", () -> add("ManagedInstance", "p", new Tag("a", "b")));
        assertFault("InvalidResourceId", () -> list("ManagedInstance", "mi-0123456789abcdef0"));
        assertFault("InvalidResourceId", () -> list("Document", "Other"));
        assertFault(
                "ValidationException",
                () -> add("ManagedInstance", web.value(), new Tag("aws:a", "b")));
    }

    @Test
    void stopsAtFiftyTags() {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            tags.add(new Tag("key" + i, ""));
        }
        assertFault(
                "TooManyTagsError",
                () -> add("ManagedInstance", web.value(), tags.toArray(Tag[]::new)));
        assertThat(list("ManagedInstance", web.value())).isEmpty();
    }

    @Test
    void letsNoNodeTagItself() {
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(web),
                                Ssm.ADD_TAGS_TO_RESOURCE,
                                new AddTagsToResourceRequest(
                                        "ManagedInstance",
                                        web.value(),
                                        List.of(new Tag("team", "a")))));
    }
}
