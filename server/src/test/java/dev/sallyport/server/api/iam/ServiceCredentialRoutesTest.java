package dev.sallyport.server.api.iam;

import static dev.sallyport.server.api.iam.IamRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.api.iam.model.CreateServiceSpecificCredentialRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListServiceSpecificCredentialsRequest;
import dev.sallyport.server.api.iam.model.ListSigningCertificatesRequest;
import dev.sallyport.server.api.iam.model.ServiceSpecificCredential;
import dev.sallyport.server.api.iam.model.ServiceSpecificCredentialMetadata;
import dev.sallyport.server.api.iam.model.UploadSigningCertificateRequest;
import org.junit.jupiter.api.Test;

class ServiceCredentialRoutesTest {
    private static final String GIT = "codecommit.amazonaws.com";

    private final IamRig rig = new IamRig();

    @Test
    void showsThePasswordOnceAndInNoText() {
        rig.office.user("alice");

        ServiceSpecificCredential made =
                rig.call(
                                Iam.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                                new CreateServiceSpecificCredentialRequest("alice", GIT))
                        .serviceSpecificCredential()
                        .orElseThrow();

        assertThat(made.servicePassword()).hasSize(40);
        assertThat(made.toString()).doesNotContain(made.servicePassword());
        assertThat(
                        rig.call(
                                        Iam.LIST_SERVICE_SPECIFIC_CREDENTIALS,
                                        ListServiceSpecificCredentialsRequest.builder()
                                                .userName("alice")
                                                .serviceName(GIT)
                                                .build())
                                .serviceSpecificCredentials())
                .extracting(ServiceSpecificCredentialMetadata::serviceSpecificCredentialId)
                .containsExactly(made.serviceSpecificCredentialId());
        assertFault(
                "NotSupportedService",
                "No such service s3 is supported for service specific credentials.",
                () ->
                        rig.call(
                                Iam.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                                new CreateServiceSpecificCredentialRequest("alice", "s3")));
    }

    @Test
    void decidesOnTheUserWhoseTheyAre() {
        assertThat(
                        rig.resources(
                                Iam.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                                new CreateServiceSpecificCredentialRequest("alice", GIT)))
                .containsExactly("arn:aws:iam::111122223333:user/alice");
        assertThat(
                        rig.resources(
                                Iam.LIST_SIGNING_CERTIFICATES,
                                ListSigningCertificatesRequest.builder().build()))
                .containsExactly("arn:aws:iam::111122223333:user/admin");
    }

    @Test
    void refusesWhatIsNoCertificate() {
        rig.office.user("alice");

        assertFault(
                "MalformedCertificate",
                "Unable to parse certificate. Please ensure the certificate is in PEM format.",
                () ->
                        rig.call(
                                Iam.UPLOAD_SIGNING_CERTIFICATE,
                                UploadSigningCertificateRequest.builder()
                                        .userName("alice")
                                        .certificateBody("nonsense")
                                        .build()));
    }
}
