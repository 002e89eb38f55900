package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeActivationsFilter;
import software.amazon.awssdk.services.ssm.model.DocumentAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.DocumentPermissionType;
import software.amazon.awssdk.services.ssm.model.DocumentStatus;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.DuplicateDocumentContentException;
import software.amazon.awssdk.services.ssm.model.InvalidDocumentException;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/// What Terraform's AWS provider calls for `aws_ssm_document` and `aws_ssm_activation`, by the AWS
/// SDK for Java.
@ExtendWith(SharedSallyport.class)
class TerraformSequenceTest {
    // Blanks and order as a human would leave them: they must come back untouched.
    private static final String FIRST =
            "{\n  \"schemaVersion\": \"1.0\",\n  \"description\":\"preferences\",\n"
                    + "  \"sessionType\": \"Standard_Stream\",\n  \"inputs\": {\n"
                    + "    \"s3BucketName\": \"\", \"s3KeyPrefix\": \"\",\n"
                    + "    \"s3EncryptionEnabled\": true, \"idleSessionTimeout\": \"15\"\n  }\n}\n";
    private static final String SECOND = FIRST.replace("\"15\"", "\"30\"");

    @Test
    void createsReadsUpdatesAndDeletesADocument(Sallyport sallyport) {
        try (SsmClient ssm = Sdk.ssm(sallyport)) {
            String name = "SSM-SessionManagerRunShell";
            create(ssm, name);
            assertThatThrownBy(() -> create(ssm, name))
                    .isInstanceOf(DocumentAlreadyExistsException.class)
                    .hasMessageContaining(
                            "Document with same name SSM-SessionManagerRunShell already exists");
            var described = ssm.describeDocument(r -> r.name(name)).document();
            assertThat(described.status()).isEqualTo(DocumentStatus.ACTIVE);
            assertThat(described.hashTypeAsString()).isEqualTo("Sha256");
            assertThat(
                            ssm.describeDocumentPermission(r ->
                                            r.name(name)
                                                    .permissionType(DocumentPermissionType.SHARE))
                                    .accountIds())
                    .isEmpty();
            assertThat(ssm.getDocument(r -> r.name(name)).content()).isEqualTo(FIRST);
            assertThat(tags(ssm, name)).containsEntry("team", "a");

            update(ssm, name);

            assertThat(ssm.getDocument(r -> r.name(name)).content()).isEqualTo(SECOND);
            assertThat(ssm.getDocument(r -> r.name(name).documentVersion("1")).content())
                    .isEqualTo(FIRST);
            ssm.deleteDocument(r -> r.name(name));
            assertThatThrownBy(() -> ssm.describeDocument(r -> r.name(name)))
                    .isInstanceOf(InvalidDocumentException.class);
        }
    }

    private static void create(SsmClient ssm, String name) {
        ssm.createDocument(r ->
                r.name(name)
                        .content(FIRST)
                        .documentType(DocumentType.SESSION)
                        .documentFormat("JSON")
                        .tags(Tag.builder().key("team").value("a").build()));
    }

    private static void update(SsmClient ssm, String name) {
        var updated =
                ssm.updateDocument(r -> r.name(name).content(SECOND).documentVersion("$LATEST"));
        assertThat(updated.documentDescription().documentVersion()).isEqualTo("2");
        assertThatThrownBy(() ->
                        ssm.updateDocument(
                                r -> r.name(name).content(SECOND).documentVersion("$LATEST")))
                .isInstanceOf(DuplicateDocumentContentException.class);
        ssm.updateDocumentDefaultVersion(r -> r.name(name).documentVersion("2"));
    }

    private static Map<String, String> tags(SsmClient ssm, String name) {
        return ssm
                .listTagsForResource(
                        r -> r.resourceType(ResourceTypeForTagging.DOCUMENT).resourceId(name))
                .tagList()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Tag::key, Tag::value));
    }

    @Test
    void createsReadsAndDeletesAnActivation(Sallyport sallyport) {
        try (SsmClient ssm = Sdk.ssm(sallyport)) {
            var created =
                    ssm.createActivation(r ->
                            r.iamRole("nodes")
                                    .description("by a test")
                                    .registrationLimit(3)
                                    .defaultInstanceName("web"));
            assertThat(created.activationCode()).hasSizeGreaterThanOrEqualTo(20);

            var read =
                    ssm.describeActivations(r ->
                                    r.filters(
                                            DescribeActivationsFilter.builder()
                                                    .filterKey("ActivationIds")
                                                    .filterValues(created.activationId())
                                                    .build()))
                            .activationList();
            assertThat(read).hasSize(1);
            assertThat(read.getFirst().registrationLimit()).isEqualTo(3);
            assertThat(read.getFirst().registrationsCount()).isZero();
            assertThat(read.getFirst().expired()).isFalse();

            ssm.deleteActivation(r -> r.activationId(created.activationId()));
            assertThat(
                            ssm.describeActivations().activationList().stream()
                                    .map(a -> a.activationId()))
                    .doesNotContain(created.activationId());
        }
    }
}
