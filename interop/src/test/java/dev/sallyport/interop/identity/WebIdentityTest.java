package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Installation;
import dev.sallyport.interop.Sallyport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// People of an identity provider take a role with its token, and have no key here. The server is
/// one of its own: it must trust the provider's certificate, and has the articles' account number.
class WebIdentityTest {
    private static final String ACCOUNT = "111122223333";

    @TempDir Path folder;

    @Test
    void S1_06_S1_08_S0_26_whoTheProviderVouchesForTakesTheRole() throws Exception {
        try (Issuer issuer = Issuer.start(folder);
                Installation installation =
                        Installation.start(
                                folder,
                                "--set=tls.issuer-ca=" + issuer.certificate(),
                                "--set=account-id=" + ACCOUNT);
                Account account = Account.of(installation.asSallyport())) {
            Person admin = account.admin();
            assertThat(admin.gets("aws sts get-caller-identity --query Account --output text"))
                    .isEqualTo(ACCOUNT);
            admin.gets(
                    "aws iam create-open-id-connect-provider --client-id-list sallyport"
                            + " --thumbprint-list 0123456789012345678901234567890123456789 --url "
                            + issuer.url());
            admin.gets(
                    "aws iam create-role --role-name Dev --assume-role-policy-document '"
                            + trust(account, issuer)
                            + "'");
            admin.call(
                            "iam.put_role_policy",
                            "RoleName",
                            "Dev",
                            "PolicyName",
                            "sessions",
                            "PolicyDocument",
                            Account.allow("ssm:StartSession"))
                    .reply();

            takesTheRole(account, issuer);
            nobodyElseDoes(account, issuer);
        }
    }

    private static String trust(Account account, Issuer issuer) {
        return Account.policy(
                """
                "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
                "Principal": {"Federated": "%s"},
                "Condition": {"StringLike": {"%s:sub": "dev-*"}}
                """
                        .formatted(account.arn("oidc-provider", issuer.name()), issuer.name()));
    }

    private static String line(Account account, String token) {
        return "aws sts assume-role-with-web-identity --role-session-name carla --role-arn "
                + account.arn("role", "Dev")
                + " --web-identity-token "
                + token;
    }

    /// Without any key: the token is the proof.
    private static Person stranger(Account account) {
        return account.admin().with(new Keys("", "", ""));
    }

    private static void takesTheRole(Account account, Issuer issuer) throws Exception {
        JsonNode assumed =
                Sallyport.json(
                        stranger(account)
                                .gets(line(account, issuer.token("dev-carla", "sallyport"))));

        assertThat(assumed.path("SubjectFromWebIdentityToken").asString()).isEqualTo("dev-carla");
        assertThat(assumed.path("Audience").asString()).isEqualTo("sallyport");
        Person carla = account.admin().with(Keys.of(assumed.path("Credentials")));
        assertThat(carla.gets("aws ssm start-session --target $N"))
                .startsWith("plugin: {\"SessionId\": \"carla-");
    }

    private static void nobodyElseDoes(Account account, Issuer issuer) throws Exception {
        Person stranger = stranger(account);
        assertThat(stranger.isRefused(line(account, issuer.token("ops-olga", "sallyport"))))
                .contains("(AccessDenied)");
        assertThat(stranger.isRefused(line(account, issuer.token("dev-carla", "another-app"))))
                .contains("(InvalidIdentityToken)");
        String olgas = issuer.token("ops-olga", "sallyport");
        String carlas = issuer.token("dev-carla", "sallyport");
        String forged =
                carlas.substring(0, carlas.lastIndexOf('.'))
                        + olgas.substring(olgas.lastIndexOf('.'));
        assertThat(stranger.isRefused(line(account, forged))).contains("(InvalidIdentityToken)");
    }
}
