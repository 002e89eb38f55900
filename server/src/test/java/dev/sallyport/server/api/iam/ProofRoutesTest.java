package dev.sallyport.server.api.iam;

import static dev.sallyport.server.api.iam.IamRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.iam.model.ChangePasswordRequest;
import dev.sallyport.server.api.iam.model.CreateLoginProfileRequest;
import dev.sallyport.server.api.iam.model.CreateOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.CreateVirtualMFADeviceRequest;
import dev.sallyport.server.api.iam.model.EnableMFADeviceRequest;
import dev.sallyport.server.api.iam.model.GenerateCredentialReportRequest;
import dev.sallyport.server.api.iam.model.GetAccountPasswordPolicyRequest;
import dev.sallyport.server.api.iam.model.GetCredentialReportRequest;
import dev.sallyport.server.api.iam.model.GetOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.GetSSHPublicKeyRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListMFADevicesRequest;
import dev.sallyport.server.api.iam.model.ListSSHPublicKeysRequest;
import dev.sallyport.server.api.iam.model.ListVirtualMFADevicesRequest;
import dev.sallyport.server.api.iam.model.MFADevice;
import dev.sallyport.server.api.iam.model.SSHPublicKey;
import dev.sallyport.server.api.iam.model.SSHPublicKeyMetadata;
import dev.sallyport.server.api.iam.model.UpdateAccountPasswordPolicyRequest;
import dev.sallyport.server.api.iam.model.UploadSSHPublicKeyRequest;
import dev.sallyport.server.api.iam.model.VirtualMFADevice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofRoutesTest {
    private static final String SERIAL = "arn:aws:iam::111122223333:mfa/alice";
    private static final String LINE =
            "ssh-ed25519"
                    + " AAAAC3NzaC1lZDI1NTE5AAAAIATfgvsdtaFnE0F173ylAuczTi8XsEXDYirEXS9cxJ4Z alice";

    private final IamRig rig = new IamRig();

    private VirtualMFADevice make() {
        return rig.call(
                        Iam.CREATE_VIRTUAL_MFA_DEVICE,
                        CreateVirtualMFADeviceRequest.builder()
                                .virtualMFADeviceName("alice")
                                .build())
                .virtualMFADevice();
    }

    private List<VirtualMFADevice> devices(String status) {
        return rig.call(
                        Iam.LIST_VIRTUAL_MFA_DEVICES,
                        ListVirtualMFADevicesRequest.builder().assignmentStatus(status).build())
                .virtualMFADevices();
    }

    @Test
    void givesSeedAndPictureWhenADeviceIsMadeAndNeverAgain() {
        VirtualMFADevice made = make();

        assertThat(made.serialNumber()).isEqualTo(SERIAL);
        assertThat(made.base32StringSeed().orElseThrow().toUtf8()).matches("[A-Z2-7]{64}");
        assertThat(made.qrCodePNG().orElseThrow().slice(1, 4).toUtf8()).isEqualTo("PNG");
        assertThat(made.toString()).doesNotContain(made.base32StringSeed().orElseThrow().toUtf8());
        assertThat(devices("Any")).hasSize(1);
        assertThat(devices("Any").getFirst().base32StringSeed()).isEmpty();
        assertThat(devices("Any").getFirst().qrCodePNG()).isEmpty();
        assertThat(devices("Assigned")).isEmpty();
        assertThat(devices("Unassigned")).hasSize(1);
    }

    @Test
    void decidesOnTheDeviceOrOnTheUserAsAwsDoes() {
        rig.office.user("alice");
        EnableMFADeviceRequest enable =
                new EnableMFADeviceRequest("alice", SERIAL, "123456", "654321");

        assertThat(
                        rig.resources(
                                Iam.CREATE_VIRTUAL_MFA_DEVICE,
                                CreateVirtualMFADeviceRequest.builder()
                                        .virtualMFADeviceName("alice")
                                        .build()))
                .containsExactly(SERIAL);
        assertThat(rig.resources(Iam.ENABLE_MFA_DEVICE, enable))
                .containsExactly("arn:aws:iam::111122223333:user/alice");
        assertThat(
                        rig.resources(
                                Iam.LIST_VIRTUAL_MFA_DEVICES,
                                ListVirtualMFADevicesRequest.builder().build()))
                .containsExactly("arn:aws:iam::111122223333:mfa/");
        make();
        assertFault(
                "InvalidAuthenticationCode",
                "Authentication code for device is not valid.",
                () -> rig.call(Iam.ENABLE_MFA_DEVICE, enable));
        assertThat(
                        rig.call(
                                        Iam.LIST_MFA_DEVICES,
                                        ListMFADevicesRequest.builder().userName("alice").build())
                                .mfaDevices())
                .extracting(MFADevice::serialNumber)
                .isEmpty();
    }

    @Test
    void givesSshKeysBackAsTheyWereUploaded() {
        rig.office.user("alice");
        SSHPublicKey key =
                rig.call(Iam.UPLOAD_SSH_PUBLIC_KEY, new UploadSSHPublicKeyRequest("alice", LINE))
                        .sshPublicKey()
                        .orElseThrow();

        assertThat(key.fingerprint()).isEqualTo("83:62:33:ae:1f:7e:31:0d:8d:85:52:57:b4:2a:5d:b7");
        assertThat(read(key.sshPublicKeyId(), "SSH")).isEqualTo(LINE);
        assertThat(read(key.sshPublicKeyId(), "PEM")).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(
                        rig.call(
                                        Iam.LIST_SSH_PUBLIC_KEYS,
                                        ListSSHPublicKeysRequest.builder()
                                                .userName("alice")
                                                .build())
                                .sshPublicKeys())
                .extracting(SSHPublicKeyMetadata::status)
                .containsExactly("Active");
        assertFault(
                "InvalidPublicKey",
                "The public key is not valid: RSA of at least 2048 bits, ECDSA or Ed25519 in"
                        + " OpenSSH or PEM form is expected.",
                () ->
                        rig.call(
                                Iam.UPLOAD_SSH_PUBLIC_KEY,
                                new UploadSSHPublicKeyRequest("alice", "nonsense")));
    }

    private String read(String id, String encoding) {
        return rig.call(Iam.GET_SSH_PUBLIC_KEY, new GetSSHPublicKeyRequest("alice", id, encoding))
                .sshPublicKey()
                .orElseThrow()
                .sshPublicKeyBody();
    }

    @Test
    void changesTheCallersOwnPassword() {
        rig.call(
                Iam.CREATE_LOGIN_PROFILE,
                CreateLoginProfileRequest.builder()
                        .userName("admin")
                        .password("Correct-Horse-1")
                        .build());
        ChangePasswordRequest change =
                new ChangePasswordRequest("Correct-Horse-1", "Battery-Staple-2");

        assertThat(rig.resources(Iam.CHANGE_PASSWORD, change))
                .containsExactly("arn:aws:iam::111122223333:user/admin");
        assertThat(change.toString()).doesNotContain("Horse").doesNotContain("Staple");
        rig.call(Iam.CHANGE_PASSWORD, change);
        assertFault(
                "AccessDenied",
                "The old password was incorrect.",
                () -> rig.call(Iam.CHANGE_PASSWORD, change));
        assertFault(
                "PasswordPolicyViolation",
                "Password should have a minimum length of 8",
                () ->
                        rig.call(
                                Iam.CHANGE_PASSWORD,
                                new ChangePasswordRequest("Battery-Staple-2", "Short1")));
    }

    @Test
    void decidesANodesPasswordOnTheNode() {
        assertThat(
                        rig.counter.resources(
                                NodeRig.role(new NodeId("mi-0123456789abcdef0")),
                                Iam.CHANGE_PASSWORD,
                                new ChangePasswordRequest("x", "y")))
                .containsExactly(
                        "arn:aws:sts::111122223333:assumed-role/Nodes/mi-0123456789abcdef0");
    }

    @Test
    void showsAPasswordPolicyOnlyWhenThereIsOne() {
        assertFault(
                "NoSuchEntity",
                "The Password Policy with domain name 111122223333 cannot be found.",
                () ->
                        rig.call(
                                Iam.GET_ACCOUNT_PASSWORD_POLICY,
                                new GetAccountPasswordPolicyRequest()));

        rig.call(
                Iam.UPDATE_ACCOUNT_PASSWORD_POLICY,
                UpdateAccountPasswordPolicyRequest.builder()
                        .minimumPasswordLength(14)
                        .requireSymbols(true)
                        .maxPasswordAge(90)
                        .build());

        var policy =
                rig.call(Iam.GET_ACCOUNT_PASSWORD_POLICY, new GetAccountPasswordPolicyRequest())
                        .passwordPolicy();
        assertThat(policy.minimumPasswordLength()).contains(14);
        assertThat(policy.requireSymbols()).contains(true);
        assertThat(policy.requireNumbers()).contains(false);
        assertThat(policy.expirePasswords()).contains(true);
        assertThat(policy.passwordReusePrevention()).isEmpty();
    }

    @Test
    void keepsProvidersByTheirArn() {
        String arn =
                rig.call(
                                Iam.CREATE_OPEN_ID_CONNECT_PROVIDER,
                                CreateOpenIDConnectProviderRequest.builder()
                                        .url("https://id.example/realm")
                                        .clientIDList(List.of("one"))
                                        .build())
                        .openIDConnectProviderArn()
                        .orElseThrow();

        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:oidc-provider/id.example/realm");
        var provider =
                rig.call(
                        Iam.GET_OPEN_ID_CONNECT_PROVIDER, new GetOpenIDConnectProviderRequest(arn));
        assertThat(provider.url()).contains("id.example/realm");
        assertThat(provider.clientIDList()).containsExactly("one");
    }

    @Test
    void reportsCredentialsOnDemandForFourHours() {
        assertFault(
                "ReportNotPresent",
                "There is no credential report.",
                () -> rig.call(Iam.GET_CREDENTIAL_REPORT, new GetCredentialReportRequest()));
        assertThat(
                        rig.call(
                                        Iam.GENERATE_CREDENTIAL_REPORT,
                                        new GenerateCredentialReportRequest())
                                .state())
                .isEqualTo(Optional.of("COMPLETE"));

        assertThat(
                        rig.call(Iam.GET_CREDENTIAL_REPORT, new GetCredentialReportRequest())
                                .content()
                                .orElseThrow()
                                .toUtf8())
                .contains("arn:aws:iam::111122223333:user/admin");
        rig.office.setNow(rig.office.now().plusSeconds(4 * 3600 + 1));
        assertFault(
                "ReportExpired",
                "The credential report is too old.",
                () -> rig.call(Iam.GET_CREDENTIAL_REPORT, new GetCredentialReportRequest()));
    }
}
