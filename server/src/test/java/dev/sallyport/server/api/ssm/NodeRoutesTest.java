package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.api.NodeRig.NOON;
import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.ssm.model.DeregisterManagedInstanceRequest;
import dev.sallyport.server.api.ssm.model.DescribeInstanceInformationRequest;
import dev.sallyport.server.api.ssm.model.DescribeInstanceInformationResult;
import dev.sallyport.server.api.ssm.model.DescribeInstancePropertiesRequest;
import dev.sallyport.server.api.ssm.model.GetConnectionStatusRequest;
import dev.sallyport.server.api.ssm.model.InstanceInformation;
import dev.sallyport.server.api.ssm.model.InstanceInformationFilter;
import dev.sallyport.server.api.ssm.model.InstanceInformationStringFilter;
import dev.sallyport.server.api.ssm.model.InstanceProperty;
import dev.sallyport.server.api.ssm.model.InstancePropertyStringFilter;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.fleet.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeRoutesTest {
    private final NodeRig rig = new NodeRig();
    private final NodeId web = rig.join(Keys.first(), "web", Map.of("team", "a"));
    private final NodeId mail = rig.join(Keys.second(), "mail", Map.of("team", "b"));

    @BeforeEach
    void bringWebUp() {
        rig.report(web, "10.99.0.2", "web.example");
        rig.presence.connected(web);
        rig.setNow(NOON.plus(Duration.ofHours(1)));
    }

    private DescribeInstanceInformationResult describe(
            DescribeInstanceInformationRequest.Builder request) {
        return rig.counter.call(ADMIN, Ssm.DESCRIBE_INSTANCE_INFORMATION, request.build());
    }

    private List<String> idsBy(String key, String... values) {
        return describe(
                        DescribeInstanceInformationRequest.builder()
                                .filters(
                                        List.of(
                                                new InstanceInformationStringFilter(
                                                        key, List.of(values)))))
                .instanceInformationList()
                .stream()
                .map(info -> info.instanceId().orElseThrow())
                .toList();
    }

    @Test
    void showsANodeAsSsmDoes() {
        InstanceInformation info =
                describe(
                                DescribeInstanceInformationRequest.builder()
                                        .filters(
                                                List.of(
                                                        new InstanceInformationStringFilter(
                                                                "PingStatus", List.of("Online")))))
                        .instanceInformationList()
                        .getFirst();

        assertThat(info.instanceId()).contains(web.value());
        assertThat(info.pingStatus()).contains("Online");
        assertThat(info.lastPingDateTime()).contains(NOON);
        assertThat(info.agentVersion()).contains("3.3.40.0");
        assertThat(info.platformType()).contains("Linux");
        assertThat(info.platformName()).contains("Debian GNU/Linux");
        assertThat(info.platformVersion()).contains("12");
        assertThat(info.iamRole()).contains("Nodes");
        assertThat(info.registrationDate()).contains(NOON);
        assertThat(info.resourceType()).contains("ManagedInstance");
        assertThat(info.name()).contains("web");
        assertThat(info.ipAddress()).contains("10.99.0.2");
        assertThat(info.computerName()).contains("web.example");
    }

    @ParameterizedTest
    @CsvSource({
        "PingStatus, Online, web",
        "PingStatus, ConnectionLost, mail",
        "PingStatus, Inactive, ''",
        "PlatformTypes, Linux, web",
        "AgentVersion, 3.3.40.0, web",
        "ResourceType, ManagedInstance, both",
        "ResourceType, EC2Instance, ''",
        "IamRole, Nodes, both",
        "tag-key, team, both",
        "tag-key, Team, ''",
        "tag:team, b, mail",
        "tag:Name, web, web",
        "tag:none, x, ''",
        "AssociationStatus, Success, ''",
        "SourceIds, x, ''"
    })
    void filtersByEveryKeyOfSsm(String key, String value, String expected) {
        List<String> ids =
                switch (expected) {
                    case "web" -> List.of(web.value());
                    case "mail" -> List.of(mail.value());
                    case "both" -> List.of(web.value(), mail.value());
                    default -> List.of();
                };
        assertThat(idsBy(key, value)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void showsANodeByTheIdItWasAskedForBy() {
        assertThat(idsBy("InstanceIds", web.value())).containsExactly(web.value());
        assertThat(idsBy("InstanceIds", web.twin())).containsExactly(web.twin());
    }

    @Test
    void takesTheOldFormOfFilters() {
        var result =
                describe(
                        DescribeInstanceInformationRequest.builder()
                                .instanceInformationFilterList(
                                        List.of(
                                                new InstanceInformationFilter(
                                                        "InstanceIds", List.of(mail.value())))));

        assertThat(result.instanceInformationList())
                .extracting(InstanceInformation::instanceId)
                .containsExactly(Optional.of(mail.value()));
    }

    @Test
    void refusesFiltersItCannotMean() {
        assertFault("InvalidFilterKey", () -> idsBy("Colour", "red"));
        assertFault("InvalidInstanceId", () -> idsBy("InstanceIds", "web"));
        assertFault("InvalidInstanceInformationFilterValue", () -> idsBy("PingStatus", "Sleeping"));
        assertFault(
                "ValidationException",
                () ->
                        describe(
                                DescribeInstanceInformationRequest.builder()
                                        .filters(
                                                List.of(
                                                        new InstanceInformationStringFilter(
                                                                "tag-key", List.of("a"))))
                                        .instanceInformationFilterList(
                                                List.of(
                                                        new InstanceInformationFilter(
                                                                "IamRole", List.of("a"))))));
    }

    @Test
    void pagesThroughAllNodesOnce() {
        List<String> seen = new ArrayList<>();
        List<NodeId> all = new ArrayList<>(List.of(web, mail));
        all.add(rig.join(Keys.third(), "", Map.of()));
        Optional<String> token = Optional.empty();
        do {
            var result =
                    describe(
                            DescribeInstanceInformationRequest.builder()
                                    .maxResults(2)
                                    .nextToken(token));
            result.instanceInformationList()
                    .forEach(info -> seen.add(info.instanceId().orElseThrow()));
            token = result.nextToken();
        } while (token.isPresent());

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(all.stream().map(NodeId::value).toList());
    }

    @Test
    void refusesATokenItDidNotMake() {
        assertFault(
                "InvalidNextToken",
                () -> describe(DescribeInstanceInformationRequest.builder().nextToken("AAAA")));
    }

    @ParameterizedTest
    @CsvSource({
        "AgentVersion, 3.3.9.0, GreaterThan, true",
        "AgentVersion, 3.3.100.0, GreaterThan, false",
        "AgentVersion, 3.3.100.0, LessThan, true",
        "AgentVersion, 3.3., BeginWith, true",
        "AgentVersion, 3.3.40.0, NotEqual, false",
        "AgentVersion, 3.3.40.0, Equal, true",
        "PlatformName, Debian, BeginWith, true"
    })
    void comparesPropertiesByOperator(String key, String value, String operator, boolean found) {
        var filter = new InstancePropertyStringFilter(key, List.of(value), Optional.of(operator));

        var result =
                rig.counter.call(
                        ADMIN,
                        Ssm.DESCRIBE_INSTANCE_PROPERTIES,
                        DescribeInstancePropertiesRequest.builder()
                                .filtersWithOperator(List.of(filter))
                                .build());

        assertThat(
                        result.instanceProperties().stream()
                                .map(InstanceProperty::instanceId)
                                .anyMatch(id -> id.equals(Optional.of(web.value()))))
                .isEqualTo(found);
    }

    @Test
    void tellsWhetherANodeIsConnectedAndEchoesTheTarget() {
        assertThat(status(web.value())).isEqualTo("connected " + web.value());
        assertThat(status(web.twin())).isEqualTo("connected " + web.twin());
        assertThat(status(mail.value())).isEqualTo("notconnected " + mail.value());
        assertThat(status("nonsense")).isEqualTo("notconnected nonsense");
    }

    private String status(String target) {
        var response =
                rig.counter.call(
                        ADMIN, Ssm.GET_CONNECTION_STATUS, new GetConnectionStatusRequest(target));
        return response.status().orElseThrow() + " " + response.target().orElseThrow();
    }

    @Test
    void deregistersANodeOnce() {
        var request = new DeregisterManagedInstanceRequest(web.value());

        rig.counter.call(ADMIN, Ssm.DEREGISTER_MANAGED_INSTANCE, request);

        assertThat(idsBy("InstanceIds", web.value())).isEmpty();
        assertThat(status(web.value())).startsWith("notconnected");
        assertFault(
                "InvalidInstanceId",
                () -> rig.counter.call(ADMIN, Ssm.DEREGISTER_MANAGED_INSTANCE, request));
    }

    @Test
    void showsNoNodeToANode() {
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(web),
                                Ssm.DESCRIBE_INSTANCE_INFORMATION,
                                DescribeInstanceInformationRequest.builder().build()));
        assertFault(
                "AccessDeniedException",
                () ->
                        rig.counter.call(
                                NodeRig.role(web),
                                Ssm.DEREGISTER_MANAGED_INSTANCE,
                                new DeregisterManagedInstanceRequest(web.value())));
    }
}
