package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.CredentialOutcome;
import dev.sallyport.server.net.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// One refusal per rule of authentication, each as JSON, Query and EC2 say it.
class FrontRefusalsTest {
    private static final String START = "{\"Target\":\"mi-0a1b2c3d4e5f60718\"}";
    private static final String WRONG_SIGNATURE =
            "The request signature we calculated does not match the signature you provided. Check"
                    + " your AWS Secret Access Key and signing method. Consult the service"
                    + " documentation for details.";
    private static final String INVALID_TOKEN =
            "The security token included in the request is invalid.";
    private static final String NOT_VALIDATED =
            "AWS was not able to validate the provided access credentials";

    private final Harbour harbour = new Harbour();

    @Test
    void withoutCredentials() {
        json(start(), "MissingAuthenticationTokenException", "Missing Authentication Token");
        query(
                Letter.sts(),
                403,
                "MissingAuthenticationToken",
                "Request is missing Authentication Token");
        ec2(Letter.ec2(), 401, "AuthFailure", NOT_VALIDATED);
    }

    @Test
    void withAnIncompleteHeader() {
        String text =
                "Authorization header requires 'Credential' parameter."
                        + " Authorization=AWS4-HMAC-SHA256";
        json(
                start().signed("ssm").tampered("Credential=[^,]*, ", ""),
                "IncompleteSignatureException",
                text);
        query(
                Letter.sts().signed("sts").tampered("Credential=[^,]*, ", ""),
                400,
                "IncompleteSignature",
                text);
        ec2(
                Letter.ec2().signed("ec2").tampered("Credential=[^,]*, ", ""),
                400,
                "IncompleteSignature",
                text);
    }

    @Test
    void withAnotherSchemeOfSigning() {
        String text =
                "The authorization mechanism you have provided is not supported. Please use"
                        + " AWS4-HMAC-SHA256.";
        json(
                start().with("Authorization", "AWS AKIAALICE:c2lnbmF0dXJl"),
                "IncompleteSignatureException",
                text);
        query(
                Letter.sts().signed("sts").tampered("HMAC", "ECDSA-P256"),
                400,
                "IncompleteSignature",
                text);
    }

    @Test
    void withAKeyNobodyHas() {
        json(
                start().signed("AKIANOBODY", "eu-central-1", "ssm", Harbour.NOON),
                "UnrecognizedClientException",
                INVALID_TOKEN);
        query(
                Letter.sts().signed("AKIANOBODY", "eu-central-1", "sts", Harbour.NOON),
                403,
                "InvalidClientTokenId",
                INVALID_TOKEN);
        ec2(
                Letter.ec2().signed("AKIANOBODY", "eu-central-1", "ec2", Harbour.NOON),
                401,
                "AuthFailure",
                NOT_VALIDATED);
    }

    @Test
    void withAGarbledToken() {
        harbour.credentials = new CredentialOutcome.BadToken();

        json(start().signed("ssm"), "UnrecognizedClientException", INVALID_TOKEN);
        query(Letter.sts().signed("sts"), 403, "InvalidClientTokenId", INVALID_TOKEN);
        ec2(Letter.ec2().signed("ec2"), 401, "AuthFailure", NOT_VALIDATED);
    }

    @Test
    void withAnExpiredToken() {
        harbour.credentials = new CredentialOutcome.Expired();
        String text = "The security token included in the request is expired";

        json(start().signed("ssm"), "ExpiredTokenException", text);
        query(Letter.sts().signed("sts"), 403, "ExpiredToken", text);
        ec2(Letter.ec2().signed("ec2"), 400, "RequestExpired", "Request has expired.");
    }

    @Test
    void withAKeyThatIsSwitchedOff() {
        harbour.credentials = new CredentialOutcome.Inactive();

        json(start().signed("ssm"), "UnrecognizedClientException", INVALID_TOKEN);
        query(Letter.sts().signed("sts"), 403, "InvalidClientTokenId", INVALID_TOKEN);
        ec2(Letter.ec2().signed("ec2"), 401, "AuthFailure", NOT_VALIDATED);
    }

    @Test
    void withAWrongSignature() {
        String flipped = "Signature=" + "0".repeat(64);
        json(
                start().signed("ssm").tampered("Signature=.*", flipped),
                "InvalidSignatureException",
                WRONG_SIGNATURE);
        query(
                Letter.sts().signed("sts").tampered("Signature=.*", flipped),
                403,
                "SignatureDoesNotMatch",
                WRONG_SIGNATURE);
        ec2(
                Letter.ec2().signed("ec2").tampered("Signature=.*", flipped),
                401,
                "AuthFailure",
                NOT_VALIDATED);
    }

    @Test
    void whenTheBodyWasChangedOnItsWay() {
        json(
                start().signed("ssm").saying("{\"Target\":\"mi-ffffffffffffffff0\"}"),
                "InvalidSignatureException",
                WRONG_SIGNATURE);
    }

    @Test
    void whenTheTargetIsNotCovered() {
        Letter letter = start().without("X-Amz-Target").signed("ssm");

        HttpResponse response =
                harbour.handle(letter.with("X-Amz-Target", "AmazonSSM.StartSession").request());

        assertThat(response.body().toUtf8()).contains("InvalidSignatureException");
        assertThat(harbour.calls).isEmpty();
    }

    @Test
    void whenSignedTooLongAgo() {
        json(
                start().signed("ssm", Harbour.NOON.minus(Duration.ofSeconds(301))),
                "InvalidSignatureException",
                "Signature expired: 20260302T115459Z is now earlier than 20260302T115500Z"
                        + " (20260302T120000Z - 5 min.)");
        query(
                Letter.sts().signed("sts", Harbour.NOON.minus(Duration.ofSeconds(901))),
                403,
                "SignatureDoesNotMatch",
                "Signature expired: 20260302T114459Z is now earlier than 20260302T114500Z"
                        + " (20260302T120000Z - 15 min.)");
        ec2(
                Letter.ec2().signed("ec2", Harbour.NOON.minus(Duration.ofSeconds(301))),
                400,
                "RequestExpired",
                "Request has expired.");
    }

    @Test
    void whenSignedInTheFuture() {
        json(
                start().signed("ssm", Harbour.NOON.plus(Duration.ofSeconds(301))),
                "InvalidSignatureException",
                "Signature not yet current: 20260302T120501Z is still later than 20260302T120500Z"
                        + " (20260302T120000Z + 5 min.)");
        query(
                Letter.sts().signed("sts", Harbour.NOON.plus(Duration.ofSeconds(901))),
                403,
                "SignatureDoesNotMatch",
                "Signature not yet current: 20260302T121501Z is still later than 20260302T121500Z"
                        + " (20260302T120000Z + 15 min.)");
    }

    @Test
    void whenScopedToAnotherService() {
        json(
                start().signed("kms"),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'ssm'. ");
        json(
                start().signed("sts"),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'ssm'. ");
        query(
                Letter.sts().signed("ssm"),
                403,
                "SignatureDoesNotMatch",
                "Credential should be scoped to correct service: 'sts'. ");
        ec2(Letter.ec2().signed("s3"), 401, "AuthFailure", NOT_VALIDATED);
    }

    @Test
    void whenScopedToARegionThatIsNotServed() {
        json(
                start().signed("AKIAALICE", "mars-north-1", "ssm", Harbour.NOON),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region. ");
        query(
                Letter.sts().signed("AKIAALICE", "mars-north-1", "sts", Harbour.NOON),
                403,
                "SignatureDoesNotMatch",
                "Credential should be scoped to a valid region. ");
    }

    @Test
    void whenScopedToAnotherDay() {
        json(
                start().signed("ssm").tampered("/20260302/", "/20260301/"),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                        + " from HTTP: '20260301' != '20260302', from '20260302T120000Z'.");
    }

    @Test
    void whenTheScopeEndsWrongly() {
        json(
                start().signed("ssm").tampered("aws4_request", "aws5_request"),
                "InvalidSignatureException",
                "Credential should be scoped with a valid terminator: 'aws4_request', not"
                        + " 'aws5_request'.");
    }

    @Test
    void whenTheCallerMayNot() {
        harbour.allowed = false;
        String text = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ";

        json(
                start().signed("ssm"),
                "AccessDeniedException",
                text + "ssm:StartSession on resource: arn:node/mi-0a1b2c3d4e5f60718");
        query(
                Letter.sts().signed("sts"),
                403,
                "AccessDenied",
                text + "sts:GetCallerIdentity on resource: *");
        ec2(
                Letter.ec2().signed("ec2"),
                403,
                "UnauthorizedOperation",
                "You are not authorized to perform this operation. "
                        + text
                        + "ec2:DescribeTags on resource: *");
        assertThat(harbour.calls).isEmpty();
    }

    @Test
    void whenAnAnonymousSourceComesTooOften() {
        Letter letter =
                Letter.ssm(
                        "RegisterManagedInstance",
                        """
                        {"ActivationCode":"ACTIVATIONCODE123456","Fingerprint":"f","PublicKey":"k",
                         "ActivationId":"11111111-2222-3333-4444-555555555555","PublicKeyType":"Rsa"}
                        """);
        assertThat(harbour.handle(letter.request()).status()).isEqualTo(200);
        assertThat(harbour.handle(letter.request()).status()).isEqualTo(200);

        json(letter, "ThrottlingException", "Rate exceeded");
        assertThat(harbour.handle(letter.from("203.0.113.8")).status()).isEqualTo(200);
        harbour.wait(1);
        assertThat(harbour.handle(letter.request()).status()).isEqualTo(200);
    }

    private static Letter start() {
        return Letter.ssm("StartSession", START);
    }

    private void json(Letter letter, String code, String message) {
        HttpResponse response = harbour.handle(letter.request());

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body().toUtf8())
                .isEqualTo("{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message));
        assertThat(harbour.calls).allMatch(call -> call.caller().accessKeyId().isEmpty());
    }

    private void query(Letter letter, int status, String code, String message) {
        HttpResponse response = harbour.handle(letter.request());

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body().toUtf8())
                .startsWith(
                        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                                + "<Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>"
                                        .formatted(code, message));
    }

    private void ec2(Letter letter, int status, String code, String message) {
        HttpResponse response = harbour.handle(letter.request());

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body().toUtf8())
                .contains(
                        "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>"
                                .formatted(code, message));
    }
}
