package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.aws.ServiceModel;
import dev.sallyport.protocol.aws.Shape;
import dev.sallyport.server.api.ssm.model.DescribeSessionsRequest;
import dev.sallyport.server.api.ssm.model.DescribeSessionsResponse;
import dev.sallyport.server.api.ssm.model.GetDocumentResult;
import dev.sallyport.server.api.ssm.model.InstanceInformation;
import dev.sallyport.server.api.ssm.model.RequestManagedInstanceRoleTokenResponse;
import dev.sallyport.server.api.ssm.model.Session;
import dev.sallyport.server.api.ssm.model.SessionFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the build made of the official models and our overlay.
class GeneratedModelsTest {
    private final List<ServiceModel> models = ServiceModels.load();

    @Test
    void servesWhatTheOverlaysList() {
        assertThat(models.stream().map(ServiceModel::signingName))
                .containsExactly("ssm", "sts", "iam", "ec2", "ec2messages");
        assertThat(models.getFirst().targetPrefix()).isEqualTo("AmazonSSM");
        assertThat(models.getFirst().operations()).hasSize(34);
        assertThat(models.getFirst().operation("UpdateInstanceInformation")).isPresent();
        assertThat(models.getLast().targetPrefix()).isEqualTo("EC2WindowsMessageDeliveryService");
    }

    @Test
    void addsWhatTheFrozenModelLacks() {
        Shape.Structure filter =
                (Shape.Structure)
                        ((Shape.ListOf)
                                        models.getFirst()
                                                .operation("DescribeSessions")
                                                .orElseThrow()
                                                .input()
                                                .members()
                                                .get("Filters")
                                                .shape())
                                .member()
                                .shape();

        assertThat(((Shape.Text) filter.members().get("key").shape()).values())
                .containsExactly(
                        "InvokedAfter",
                        "InvokedBefore",
                        "Target",
                        "Owner",
                        "Status",
                        "SessionId",
                        "AccessType");
    }

    @Test
    void readsAndWritesRecords() {
        Map<String, Object> tree =
                Map.of(
                        "State",
                        "Active",
                        "MaxResults",
                        20L,
                        "Filters",
                        List.of(Map.of("key", "Owner", "value", "alice")));

        DescribeSessionsRequest request = DescribeSessionsRequest.of(tree);

        assertThat(request.state()).isEqualTo("Active");
        assertThat(request.maxResults()).contains(20);
        assertThat(request.filters()).containsExactly(new SessionFilter("Owner", "alice"));
        assertThat(request.toMap()).isEqualTo(tree);
    }

    @Test
    void writesEmptyListsSaveWhereAwsLeavesThemOut() {
        assertThat(DescribeSessionsResponse.builder().build().toMap())
                .isEqualTo(Map.of("Sessions", List.of()));
        assertThat(GetDocumentResult.builder().build().toMap()).isEmpty();
        assertThat(Session.builder().accessType("Standard").build().toMap())
                .isEqualTo(Map.of("AccessType", "Standard"));
    }

    @Test
    void printsNothingThatIsSensitive() {
        RequestManagedInstanceRoleTokenResponse token =
                new RequestManagedInstanceRoleTokenResponse(
                        "ASIA", "hunter2", "hunter3", Instant.EPOCH, false);

        assertThat(token.toString()).contains("ASIA").doesNotContain("hunter");
        assertThat(InstanceInformation.builder().ipAddress("10.1.2.3").build().toString())
                .doesNotContain("10.1.2.3");
    }
}
