package dev.sallyport.server.api.ec2;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.api.NodeRig.NOON;
import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.ec2.model.CreateTagsRequest;
import dev.sallyport.server.api.ec2.model.DeleteTagsRequest;
import dev.sallyport.server.api.ec2.model.DescribeInstancesRequest;
import dev.sallyport.server.api.ec2.model.DescribeTagsRequest;
import dev.sallyport.server.api.ec2.model.Ec2;
import dev.sallyport.server.api.ec2.model.Filter;
import dev.sallyport.server.api.ec2.model.Instance;
import dev.sallyport.server.api.ec2.model.Tag;
import dev.sallyport.server.api.ec2.model.TagDescription;
import dev.sallyport.server.fleet.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2RoutesTest {
    private static final String NOBODY = "i-00000000000000000";

    private final NodeRig rig = new NodeRig();
    private final NodeId web = rig.join(Keys.first(), "web-server-tier", Map.of("team", "a"));
    private final NodeId mail = rig.join(Keys.second(), "mail", Map.of("team", "b"));

    @BeforeEach
    void bringWebUp() {
        rig.report(web, "10.99.0.2", "web.example");
        rig.presence.connected(web);
        rig.setNow(NOON.plus(Duration.ofHours(1)));
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(List.of(values)).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private List<Instance> instances(DescribeInstancesRequest.Builder request) {
        return rig
                .counter
                .call(ADMIN, Ec2.DESCRIBE_INSTANCES, request.build())
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    private List<String> ids(Filter... filters) {
        return instances(DescribeInstancesRequest.builder().filters(List.of(filters))).stream()
                .map(instance -> instance.instanceId().orElseThrow())
                .toList();
    }

    @Test
    void showsANodeAsAnInstance() {
        Instance instance =
                instances(DescribeInstancesRequest.builder().instanceIds(List.of(web.value())))
                        .getFirst();

        assertThat(instance.instanceId()).contains(web.value());
        assertThat(instance.state().orElseThrow().code()).contains(16);
        assertThat(instance.state().orElseThrow().name()).contains("running");
        assertThat(instance.privateIpAddress()).contains("10.99.0.2");
        assertThat(instance.privateDnsName()).contains("web.example");
        assertThat(instance.launchTime()).contains(NOON);
        assertThat(instance.placement().orElseThrow().availabilityZone()).contains("us-east-1a");
        assertThat(instance.tags())
                .containsExactly(tag("Name", "web-server-tier"), tag("team", "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "tag:Name, web-server-tier, web",
        "tag:Name, web*, web",
        "tag:Name, WEB*, ''",
        "tag-key, team, both",
        "tag-value, b, mail",
        "instance-state-name, running, web",
        "instance-state-name, stopped, mail",
        "private-ip-address, 10.99.*, web",
        "ip-address, 10.99.0.2, web",
        "private-dns-name, web.example, web",
        "dns-name, *.example, web",
        "tag:none, *, ''"
    })
    void filtersAsToolsAsk(String name, String value, String expected) {
        List<String> wanted =
                switch (expected) {
                    case "web" -> List.of(web.value());
                    case "mail" -> List.of(mail.value());
                    case "both" -> List.of(web.value(), mail.value());
                    default -> List.of();
                };
        assertThat(ids(filter(name, value))).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void wantsEveryFilterAndAnyOfItsValues() {
        assertThat(ids(filter("tag:team", "a", "b"), filter("instance-state-name", "running")))
                .containsExactly(web.value());
    }

    @Test
    void showsANodeByTheIdItWasAskedForBy() {
        assertThat(ids(filter("instance-id", web.twin()))).containsExactly(web.twin());
        assertThat(
                        instances(
                                DescribeInstancesRequest.builder()
                                        .instanceIds(List.of(web.twin(), mail.value()))))
                .extracting(Instance::instanceId)
                .containsExactly(Optional.of(web.twin()), Optional.of(mail.value()));
    }

    @Test
    void namesWhatIsWrongWithAnId() {
        assertFault(
                "InvalidInstanceID.Malformed",
                () -> instances(DescribeInstancesRequest.builder().instanceIds(List.of("web"))));
        assertFault(
                "InvalidInstanceID.NotFound",
                () -> instances(DescribeInstancesRequest.builder().instanceIds(List.of(NOBODY))));
    }

    @Test
    void refusesFiltersAndLimitsItDoesNotKnow() {
        assertFault("InvalidParameterValue", () -> ids(filter("colour", "red")));
        assertFault(
                "InvalidParameterValue",
                () -> instances(DescribeInstancesRequest.builder().maxResults(4)));
        assertFault(
                "DryRunOperation",
                () -> instances(DescribeInstancesRequest.builder().dryRun(true)));
    }

    private void createTags(String resource, Tag... tags) {
        rig.counter.call(
                ADMIN,
                Ec2.CREATE_TAGS,
                CreateTagsRequest.builder()
                        .resources(List.of(resource))
                        .tags(List.of(tags))
                        .build());
    }

    private void deleteTags(Tag... tags) {
        rig.counter.call(
                ADMIN,
                Ec2.DELETE_TAGS,
                DeleteTagsRequest.builder()
                        .resources(List.of(web.value()))
                        .tags(List.of(tags))
                        .build());
    }

    private Map<String, String> tagsOfWeb() {
        return rig.fleet.find(web).orElseThrow().tags();
    }

    @Test
    void tagsTheNodeBehindEitherId() {
        createTags(web.twin(), tag("env", "prod"));
        createTags(web.value(), tag("team", "c"));

        assertThat(tagsOfWeb())
                .isEqualTo(Map.of("Name", "web-server-tier", "team", "c", "env", "prod"));
    }

    @Test
    void deletesTagsByKeyAndByValue() {
        deleteTags(tag("team", "z"));
        assertThat(tagsOfWeb()).containsKey("team");
        deleteTags(Tag.builder().key("Name").build(), tag("team", "a"));
        assertThat(tagsOfWeb()).isEmpty();
    }

    @Test
    void deletesAllTagsWhenNoneIsNamed() {
        deleteTags();
        assertThat(tagsOfWeb()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aws:x", "\u001b[2J"})
    void refusesKeysThatCannotBe(String key) {
        assertFault("InvalidParameterValue", () -> createTags(web.value(), tag(key, "v")));
    }

    @Test
    void refusesTagsThatAreTooLongOrForNobody() {
        assertFault(
                "InvalidParameterValue", () -> createTags(web.value(), tag("k".repeat(129), "v")));
        assertFault(
                "InvalidParameterValue", () -> createTags(web.value(), tag("k", "v".repeat(257))));
        assertFault("InvalidInstanceID.NotFound", () -> createTags(NOBODY, tag("k", "v")));
    }

    @Test
    void listsTheTagsOfAllNodes() {
        assertThat(tags(filter("key", "team")))
                .containsExactlyInAnyOrder(web + " team=a", mail + " team=b");
        assertThat(tags(filter("resource-id", web.twin()), filter("value", "a")))
                .containsExactly(web.twin() + " team=a");
        assertThat(tags(filter("tag:Name", "*"))).hasSize(2);
        assertThat(tags(filter("resource-type", "volume"))).isEmpty();
        assertFault("InvalidParameterValue", () -> tags(filter("colour", "red")));
    }

    private List<String> tags(Filter... filters) {
        return rig
                .counter
                .call(
                        ADMIN,
                        Ec2.DESCRIBE_TAGS,
                        DescribeTagsRequest.builder().filters(List.of(filters)).build())
                .tags()
                .stream()
                .map(Ec2RoutesTest::text)
                .toList();
    }

    private static String text(TagDescription tag) {
        return "%s %s=%s"
                .formatted(
                        tag.resourceId().orElseThrow(),
                        tag.key().orElseThrow(),
                        tag.value().orElseThrow());
    }

    @Test
    void pagesThroughTags() {
        createTags(web.value(), tag("b", ""), tag("c", ""), tag("d", ""));
        var first =
                rig.counter.call(
                        ADMIN,
                        Ec2.DESCRIBE_TAGS,
                        DescribeTagsRequest.builder().maxResults(5).build());
        var request = DescribeTagsRequest.builder().maxResults(5);
        int seen = first.tags().size();
        Optional<String> token = first.nextToken();
        while (token.isPresent()) {
            var page = rig.counter.call(ADMIN, Ec2.DESCRIBE_TAGS, request.nextToken(token).build());
            seen += page.tags().size();
            token = page.nextToken();
        }

        assertThat(seen).isEqualTo(7);
    }

    @Test
    void letsNoNodeTagItself() {
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(web),
                                Ec2.CREATE_TAGS,
                                CreateTagsRequest.builder()
                                        .resources(List.of(web.value()))
                                        .tags(List.of(tag("team", "a")))
                                        .build()));
    }
}
