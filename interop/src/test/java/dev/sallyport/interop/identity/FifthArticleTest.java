package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The article that guards the session document, and what its audit settings rest on.
@ExtendWith(SharedAccount.class)
class FifthArticleTest {
    private static final String NAME = "SSM-SessionManagerRunShell";
    private static final String CONTENT =
            "{\"schemaVersion\": \"1.0\", \"sessionType\": \"Standard_Stream\", \"inputs\": {}}";

    @BeforeAll
    static void savePreferences(Account account) {
        account.admin()
                .call(
                        "ssm.create_document",
                        "Name",
                        NAME,
                        "DocumentType",
                        "Session",
                        "Content",
                        CONTENT)
                .reply();
    }

    @AfterAll
    static void deletePreferences(Account account) {
        account.admin().call("ssm.delete_document", "Name", NAME).reply();
    }

    @Test
    void S4_13_theDocumentIsReadButNotChanged(Account account) throws Exception {
        Person user = account.user("guarded", Account.allow("ssm:*"));
        account.admin()
                .call(
                        "iam.put_user_policy",
                        "UserName",
                        "guarded",
                        "PolicyName",
                        "guard",
                        "PolicyDocument",
                        account.article("004-documents.json"))
                .reply();

        for (String line :
                List.of(
                        "update-document --name " + NAME + " --content '" + CONTENT + " '",
                        "delete-document --name " + NAME)) {
            assertThat(user.isRefused("aws ssm " + line))
                    .contains("(AccessDeniedException)")
                    .endsWith("with an explicit deny in an identity-based policy");
        }
        user.call("ssm.update_document_default_version", "Name", NAME, "DocumentVersion", "1")
                .refusedWith("AccessDeniedException");
        user.call("ssm.get_document", "Name", NAME).reply();
    }

    @Test
    void S4_15_onlyTheNamedDocumentOpensASession(Account account) throws Exception {
        Person user = account.user("documented", account.article("004-session.json"));

        assertThat(user.isRefused("aws ssm start-session --target $N"))
                .contains("(AccessDeniedException)");
        assertThat(user.gets("aws ssm start-session --target $N --document-name " + NAME))
                .startsWith("plugin: ");
        user.call(
                        "ssm.start_session",
                        "Target",
                        account.instance(),
                        "DocumentName",
                        "AWS-StartSSHSession",
                        "Parameters",
                        Map.of("portNumber", List.of("22")))
                .refusedWith("AccessDeniedException");
    }

    @Test
    void S4_03_theMfaMustBeFresh(Account account) {
        String fresh =
                """
                "Effect": "Allow", "Action": "ssm:StartSession", "Resource": "*",
                "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "%d"}}
                """;
        Person user = account.user("fresh", Account.policy(fresh.formatted(3600)));
        Person withMfa = user.with(Device.enabled(account.admin(), "fresh", "fresh").session(user));

        user.call("ssm.start_session", "Target", account.instance())
                .refusedWith("AccessDeniedException");
        withMfa.call("ssm.start_session", "Target", account.instance()).reply();
        account.putPolicy("fresh", Account.policy(fresh.formatted(0)));
        withMfa.call("ssm.start_session", "Target", account.instance())
                .refusedWith("AccessDeniedException");
    }
}
