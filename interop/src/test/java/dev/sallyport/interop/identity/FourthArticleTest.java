package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Sallyport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The article with a policy for administrators that leaves nothing to a key without MFA, and one
/// for developers: dora has both, by her group.
@ExtendWith(SharedAccount.class)
class FourthArticleTest {
    private static Person dora;
    private static Person doraWithMfa;

    @BeforeAll
    static void joinTheGroup(Account account) throws Exception {
        Person admin = account.admin();
        admin.gets("aws iam create-group --group-name dev-team");
        admin.gets("aws iam create-user --user-name dora");
        admin.gets("aws iam add-user-to-group --group-name dev-team --user-name dora");
        put(account, "self", "003-mfa-mended.json").reply();
        put(account, "sessions", "003-developer-mended.json").reply();
        dora = new Person(account.sallyport(), account.boto(), "dora", account.newKey("dora"));
        doraWithMfa = dora.with(Device.enabled(admin, "dora", "dora").session(dora));
    }

    private static Answer put(Account account, String name, String article) throws Exception {
        return account.admin()
                .call(
                        "iam.put_group_policy",
                        "GroupName",
                        "dev-team",
                        "PolicyName",
                        name,
                        "PolicyDocument",
                        account.article(article));
    }

    @Test
    void S3_14_aPolicyThatLacksACommaIsRefusedWithThePlace(Account account) throws Exception {
        assertThat(put(account, "faulty", "003-mfa.json").refusedWith("MalformedPolicyDocument"))
                .contains("line 109")
                .contains("a comma is missing before \"aws:ViaAWSService\"");
        assertThat(
                        put(account, "faulty", "003-developer.json")
                                .refusedWith("MalformedPolicyDocument"))
                .contains("line 14")
                .contains("remove the comma before \"]\"");
    }

    @Test
    void S3_05_seesTheAccountWithoutMfa(Account account) throws Exception {
        JsonNode summary =
                Sallyport.json(dora.gets("aws iam get-account-summary")).path("SummaryMap");

        assertThat(summary.path("MFADevicesInUse").asInt()).isPositive();
        assertThat(summary.path("AccountMFAEnabled").isInt()).isTrue();
        dora.call("iam.list_virtual_mfa_devices").reply();
        dora.call("iam.get_account_password_policy").refusedWith("NoSuchEntity");
    }

    @Test
    void S3_13_S3_41_theKeyAloneDoesNothing(Account account) throws Exception {
        assertThat(dora.isRefused("aws ssm start-session --target $N"))
                .isEqualTo(
                        "An error occurred (AccessDeniedException) when calling the StartSession"
                                + " operation: User: "
                                + account.arn("user", "dora")
                                + " is not authorized to perform: ssm:StartSession on resource: "
                                + account.nodeArn()
                                + " with an explicit deny in an identity-based policy");
        assertThat(
                        dora.call("iam.create_access_key", "UserName", "dora")
                                .refusedWith("AccessDenied"))
                .endsWith("with an explicit deny in an identity-based policy");
        dora.call("sts.get_caller_identity").reply();
    }

    @Test
    void S3_15_S3_38_aSessionWithoutMfaIsToBeHadButDoesNothing() {
        Keys keys = Keys.of(dora.call("sts.get_session_token").reply().path("Credentials"));

        dora.with(keys)
                .call("ssm.describe_sessions", "State", "Active")
                .refusedWith("AccessDeniedException");
    }

    @Test
    void S3_06_changesHerOwnPasswordAndReadsOnlyHerself(Account account) throws Exception {
        account.admin()
                .call("iam.create_login_profile", "UserName", "dora", "Password", "First-Pass-1!")
                .reply();

        dora.gets(
                "aws iam change-password --old-password 'First-Pass-1!' --new-password"
                        + " 'Second-Pass-2!'");
        assertThat(dora.gets("aws iam get-user --query User.UserName --output text"))
                .isEqualTo("dora");
        dora.call("iam.get_user", "UserName", "admin").refusedWith("AccessDenied");
        doraWithMfa
                .call("iam.update_login_profile", "UserName", "dora", "Password", "Third-Pass-3!")
                .refusedWith("AccessDenied");
    }

    @Test
    void S3_07_managesHerOwnKeysOnly() {
        JsonNode made = doraWithMfa.call("iam.create_access_key").reply().path("AccessKey");
        String id = made.path("AccessKeyId").asString();
        assertThat(made.path("UserName").asString()).isEqualTo("dora");
        doraWithMfa.call("iam.update_access_key", "AccessKeyId", id, "Status", "Inactive").reply();
        doraWithMfa.call("iam.list_access_keys", "UserName", "dora").reply();
        doraWithMfa.call("iam.delete_access_key", "AccessKeyId", id).reply();

        doraWithMfa.call("iam.create_access_key", "UserName", "admin").refusedWith("AccessDenied");
        doraWithMfa.call("iam.list_access_keys", "UserName", "admin").refusedWith("AccessDenied");
    }

    @Test
    void S3_09_managesHerOwnSshKeysOnly() throws Exception {
        String id =
                doraWithMfa
                        .call(
                                "iam.upload_ssh_public_key",
                                "UserName",
                                "dora",
                                "SSHPublicKeyBody",
                                SshKeysTest.newKey())
                        .reply()
                        .path("SSHPublicKey")
                        .path("SSHPublicKeyId")
                        .asString();
        doraWithMfa
                .call(
                        "iam.update_ssh_public_key",
                        "UserName",
                        "dora",
                        "SSHPublicKeyId",
                        id,
                        "Status",
                        "Inactive")
                .reply();
        doraWithMfa
                .call("iam.delete_ssh_public_key", "UserName", "dora", "SSHPublicKeyId", id)
                .reply();

        doraWithMfa
                .call(
                        "iam.upload_ssh_public_key",
                        "UserName",
                        "admin",
                        "SSHPublicKeyBody",
                        SshKeysTest.newKey())
                .refusedWith("AccessDenied");
    }

    @Test
    void S3_08_managesHerOwnCertificatesOnly(@TempDir Path folder) throws Exception {
        Path pem = folder.resolve("dora.pem");
        dora.gets(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30"
                        + (" -subj /CN=dora -keyout /dev/null -out " + pem));
        JsonNode made =
                doraWithMfa
                        .call("iam.upload_signing_certificate", "CertificateBody", read(pem))
                        .reply()
                        .path("Certificate");
        String id = made.path("CertificateId").asString();
        assertThat(made.path("UserName").asString()).isEqualTo("dora");
        doraWithMfa
                .call("iam.update_signing_certificate", "CertificateId", id, "Status", "Inactive")
                .reply();
        assertThat(
                        doraWithMfa
                                .call("iam.list_signing_certificates", "UserName", "dora")
                                .reply()
                                .path("Certificates")
                                .path(0)
                                .path("Status")
                                .asString())
                .isEqualTo("Inactive");
        doraWithMfa.call("iam.delete_signing_certificate", "CertificateId", id).reply();

        doraWithMfa
                .call(
                        "iam.upload_signing_certificate",
                        "UserName",
                        "admin",
                        "CertificateBody",
                        read(pem))
                .refusedWith("AccessDenied");
    }

    private static String read(Path pem) throws IOException {
        return Files.readString(pem);
    }

    @Test
    void S3_10_managesServiceCredentialsWithMfaOnly() {
        JsonNode made =
                doraWithMfa
                        .call(
                                "iam.create_service_specific_credential",
                                "UserName",
                                "dora",
                                "ServiceName",
                                "codecommit.amazonaws.com")
                        .reply()
                        .path("ServiceSpecificCredential");
        String id = made.path("ServiceSpecificCredentialId").asString();
        assertThat(made.path("ServiceUserName").asString()).startsWith("dora-at-");
        String again =
                doraWithMfa
                        .call(
                                "iam.reset_service_specific_credential",
                                "ServiceSpecificCredentialId",
                                id)
                        .reply()
                        .path("ServiceSpecificCredential")
                        .path("ServicePassword")
                        .asString();
        assertThat(again).isNotEmpty().isNotEqualTo(made.path("ServicePassword").asString());
        JsonNode listed =
                doraWithMfa
                        .call("iam.list_service_specific_credentials")
                        .reply()
                        .path("ServiceSpecificCredentials");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.path(0).has("ServicePassword")).isFalse();
        doraWithMfa
                .call("iam.delete_service_specific_credential", "ServiceSpecificCredentialId", id)
                .reply();
    }

    @Test
    void S3_10_makesNoServiceCredentialWithoutMfa() {
        dora.call(
                        "iam.create_service_specific_credential",
                        "UserName",
                        "dora",
                        "ServiceName",
                        "codecommit.amazonaws.com")
                .refusedWith("AccessDenied");
    }

    @Test
    void S3_11_S3_12_enrolsHerFirstDeviceWithoutMfaAndNobodyElses(Account account) {
        Device.enabled(dora, "dora", "dora-2");

        Answer made =
                dora.call("iam.create_virtual_mfa_device", "VirtualMFADeviceName", "for-admin");
        dora.call(
                        "iam.enable_mfa_device",
                        "UserName",
                        "admin",
                        "SerialNumber",
                        made.reply().path("VirtualMFADevice").path("SerialNumber").asString(),
                        "AuthenticationCode1",
                        "000000",
                        "AuthenticationCode2",
                        "000000")
                .refusedWith("AccessDenied");
        // Whoever has the key only must not take the device away.
        dora.call(
                        "iam.deactivate_mfa_device",
                        "UserName",
                        "dora",
                        "SerialNumber",
                        account.arn("mfa", "dora"))
                .refusedWith("AccessDenied");
    }

    @Test
    void S3_33_startsWhatTheDevelopersPolicyLists(Account account) throws Exception {
        assertThat(doraWithMfa.gets("aws ssm start-session --target $N"))
                .startsWith("plugin: {\"SessionId\": \"dora-");
        Map<String, List<String>> port = Map.of("portNumber", List.of("22"));
        start(account, "AWS-StartSSHSession", port).reply();
        start(account, "AWS-StartPortForwardingSession", port).reply();

        assertThat(
                        start(
                                        account,
                                        "AWS-StartPortForwardingSessionToRemoteHost",
                                        Map.of("host", List.of("db"), "portNumber", List.of("22")))
                                .refusedWith("AccessDeniedException"))
                .contains("document/AWS-StartPortForwardingSessionToRemoteHost");
        doraWithMfa
                .call("ssm.start_session", "Target", "i-00000000000000000")
                .refusedWith("AccessDeniedException");
    }

    private static Answer start(
            Account account, String document, Map<String, List<String>> parameters) {
        return doraWithMfa.call(
                "ssm.start_session",
                "Target",
                account.instance(),
                "DocumentName",
                document,
                "Parameters",
                parameters);
    }

    @Test
    void S3_34_S3_35_looksAroundAndResumesAndEndsOwnSessions(Account account) {
        doraWithMfa.call("ssm.get_connection_status", "Target", account.instance()).reply();
        doraWithMfa.call("ssm.describe_instance_information").reply();
        doraWithMfa.call("ec2.describe_instances").reply();
        String own =
                doraWithMfa
                        .call("ssm.start_session", "Target", account.instance())
                        .reply()
                        .path("SessionId")
                        .asString();
        doraWithMfa.call("ssm.resume_session", "SessionId", own).reply();
        doraWithMfa.call("ssm.terminate_session", "SessionId", own).reply();

        String others =
                account.admin()
                        .call("ssm.start_session", "Target", account.instance())
                        .reply()
                        .path("SessionId")
                        .asString();
        doraWithMfa
                .call("ssm.resume_session", "SessionId", others)
                .refusedWith("AccessDeniedException");
        doraWithMfa
                .call("ssm.terminate_session", "SessionId", others)
                .refusedWith("AccessDeniedException");
    }
}
