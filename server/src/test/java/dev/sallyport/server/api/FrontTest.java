package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.api.ssm.model.StartSessionResponse;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontTest {
    private static final String START = "{\"Target\":\"mi-0a1b2c3d4e5f60718\"}";

    private final Harbour harbour = new Harbour();

    @Test
    void carriesASignedJsonCallToItsHandlerAndBack() {
        harbour.startSession =
                input ->
                        StartSessionResponse.builder()
                                .sessionId(
                                        "alice-" + input.parameters().get("portNumber").getFirst())
                                .tokenValue("token")
                                .build();
        String body =
                "{\"Target\":\"i-0a1b2c3d4e5f60718\",\"Parameters\":{\"portNumber\":[\"22\"]}}";

        HttpResponse response =
                harbour.handle(
                        Letter.ssm("StartSession", body)
                                .with("User-Agent", "aws-cli/2")
                                .signed("ssm")
                                .request());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().toUtf8())
                .isEqualTo("{\"SessionId\":\"alice-22\",\"TokenValue\":\"token\"}");
        assertThat(header(response, "Content-Type")).contains("application/x-amz-json-1.1");
        Call call = harbour.calls.getFirst();
        assertThat(header(response, "x-amzn-RequestId")).contains(call.requestId());
        assertThat(call)
                .isEqualTo(
                        new Call(
                                Harbour.ALICE,
                                Circumstances.now(
                                        Harbour.NOON,
                                        "203.0.113.7",
                                        "aws-cli/2",
                                        true,
                                        "eu-central-1"),
                                call.aim(),
                                call.requestId(),
                                Letter.HOST));
    }

    @Test
    void namesEveryRequestAnew() {
        HttpResponse one = harbour.handle(Letter.sts().request());
        HttpResponse two = harbour.handle(Letter.sts().request());

        String form = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        assertThat(header(one, "x-amzn-RequestId").orElseThrow()).matches(form);
        assertThat(header(one, "x-amzn-RequestId")).isNotEqualTo(header(two, "x-amzn-RequestId"));
    }

    @Test
    void acceptsAnotherRegionThatIsServedAndTheGlobalOneOfSts() {
        assertThat(status(Letter.sts().signed("AKIAALICE", "us-east-1", "sts", Harbour.NOON)))
                .isEqualTo(200);
        assertThat(
                        status(
                                Letter.ssm("StartSession", START)
                                        .signed("AKIAALICE", "us-east-1", "ssm", Harbour.NOON)))
                .isEqualTo(200);
    }

    @Test
    void saysWhatAHandlerDoesNotAllowAsItSaysItsOwnRefusals() {
        harbour.startSession =
                _ -> {
                    throw new NotAllowed("not with that role");
                };

        HttpResponse response =
                harbour.handle(Letter.ssm("StartSession", START).signed("ssm").request());

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body().toUtf8())
                .isEqualTo(
                        "{\"__type\":\"AccessDeniedException\",\"message\":\"not with that role\"}");
    }

    @Test
    void answersQueryWithItsResultWrapped() {
        HttpResponse response = harbour.handle(Letter.sts().signed("sts").request());

        assertThat(response.status()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).contains("text/xml");
        assertThat(response.body().toUtf8())
                .isEqualTo(
                        "<GetCallerIdentityResponse"
                                + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                                + "<GetCallerIdentityResult><UserId>AIDAEXAMPLE</UserId>"
                                + "<Account>111122223333</Account>"
                                + "<Arn>arn:aws:iam::111122223333:user/alice</Arn>"
                                + "</GetCallerIdentityResult><ResponseMetadata><RequestId>"
                                + header(response, "x-amzn-RequestId").orElseThrow()
                                + "</RequestId></ResponseMetadata></GetCallerIdentityResponse>");
    }

    @Test
    void answersQueryByGet() {
        Letter get =
                new Letter(
                        "GET",
                        "/",
                        "Action=GetCallerIdentity&Version=2011-06-15",
                        List.of(new Header("Host", Letter.HOST)),
                        "");

        assertThat(status(get.signed("sts"))).isEqualTo(200);
    }

    @Test
    void answersEc2WithoutAWrapper() {
        HttpResponse response = harbour.handle(Letter.ec2().signed("ec2").request());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().toUtf8())
                .contains(
                        "<DescribeTagsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                                + "<requestId>")
                .endsWith("<tagSet></tagSet></DescribeTagsResponse>");
    }

    @Test
    void takesANodesOwnSignatureWhereItIsAskedFor() {
        Letter letter = Letter.ssm("RequestManagedInstanceRoleToken", "{\"Fingerprint\":\"f\"}");

        HttpResponse response = harbour.handle(letter.signedByNode(Harbour.WEB.value()).request());

        assertThat(response.body().toUtf8())
                .isEqualTo(
                        "{\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"secret\","
                                + "\"SessionToken\":\"token\",\"TokenExpirationDate\":1772452800,"
                                + "\"UpdateKeyPair\":false}");
        assertThat(harbour.calls.getFirst().caller())
                .isEqualTo(new Caller.NodeKey(Harbour.ACCOUNT, Harbour.WEB));
    }

    @Test
    void refusesANodesSignatureElsewhereAndAKeysSignatureThere() {
        harbour.credentials = new dev.sallyport.server.identity.CredentialOutcome.Unknown();
        Letter start = Letter.ssm("StartSession", START);
        Letter token = Letter.ssm("RequestManagedInstanceRoleToken", "{\"Fingerprint\":\"f\"}");

        assertThat(text(start.signedByNode(Harbour.WEB.value())))
                .contains("UnrecognizedClientException");
        assertThat(text(token.signed("ssm"))).contains("UnrecognizedClientException");
        assertThat(text(token.signedByNode("mi-00000000000000000")))
                .contains("UnrecognizedClientException");
        assertThat(text(token.signedByNode(Harbour.WEB.value()).saying("{\"Fingerprint\":\"g\"}")))
                .contains("InvalidSignatureException");
        assertThat(harbour.calls).isEmpty();
    }

    @Test
    void knowsOnlyOperationsThatAreServed() {
        assertThat(text(Letter.ssm("SendCarrierPigeon", "{}").signed("ssm")))
                .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        assertThat(text(Letter.ssm("CreateDocument", "{}").signed("ssm")))
                .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        assertThat(text(Letter.json("Elsewhere.Op", "{}")))
                .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        assertThat(text(Letter.json("Elsewhere.StartSession", START).signed("ssm")))
                .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        HttpResponse query =
                harbour.handle(
                        Letter.form("Action=Fly&Version=2011-06-15").signed("sts").request());
        assertThat(query.status()).isEqualTo(400);
        assertThat(query.body().toUtf8())
                .contains("<Code>InvalidAction</Code>")
                .contains("Could not find operation Fly for version 2011-06-15");
        assertThat(text(Letter.form("Action=Fly&Version=2016-11-15").signed("ec2")))
                .contains("The action Fly is not valid for this web service.");
    }

    @Test
    void answersWhatIsForNoServiceAsAwsDoes() {
        HttpResponse response = harbour.handle(Letter.to("GET", "/").request());

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body().toUtf8()).isEqualTo("<UnknownOperationException/>\n");
    }

    @Test
    void refusesBodiesItCannotRead() {
        assertThat(text(Letter.ssm("StartSession", "{\"Target\":").signed("ssm")))
                .contains("\"__type\":\"SerializationException\"");
        assertThat(text(Letter.ssm("StartSession", "{\"Target\":7}").signed("ssm")))
                .contains("\"__type\":\"SerializationException\"");
        assertThat(
                        text(
                                Letter.form("Action=GetCallerIdentity&Version=2011-06-15&x=%")
                                        .signed("sts")))
                .contains("<Code>MalformedInput</Code>");
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItLooksAtIt() {
        HttpResponse response =
                harbour.handle(Letter.ssm("StartSession", " ".repeat((1 << 20) + 1)).request());

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body().toUtf8()).contains("RequestEntityTooLargeException");
    }

    @Test
    void checksTheInputAgainstTheModel() {
        HttpResponse json =
                harbour.handle(Letter.ssm("StartSession", "{}").signed("ssm").request());
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.body().toUtf8())
                .isEqualTo(
                        "{\"__type\":\"ValidationException\",\"message\":\"1 validation error"
                                + " detected: Value null at 'target' failed to satisfy constraint:"
                                + " Member must not be null\"}");
        assertThat(
                        text(
                                Letter.form("Action=DescribeTags&Version=2016-11-15&MaxResults=x")
                                        .signed("ec2")))
                .contains("<Code>MalformedQueryString</Code>");
        assertThat(text(Letter.ssm("StartSession", "{\"Target\":\"somewhere\"}").signed("ssm")))
                .contains("ValidationException");
        assertThat(harbour.calls).isEmpty();
    }

    @Test
    void givesAFaultOfTheServiceTheStatusAndSpellingOfItsModel() {
        harbour.startSession =
                _ -> {
                    throw new ServiceFault("TargetNotConnected", "mi-0 is not connected.");
                };
        assertThat(text(Letter.ssm("StartSession", START).signed("ssm")))
                .isEqualTo(
                        "{\"__type\":\"TargetNotConnected\",\"Message\":\"mi-0 is not"
                                + " connected.\"}");

        harbour.startSession =
                _ -> {
                    throw new ServiceFault("InternalServerError", "later");
                };
        assertThat(status(Letter.ssm("StartSession", START).signed("ssm"))).isEqualTo(500);
    }

    @Test
    void tellsNothingOfWhatWentWrongInside() {
        harbour.startSession =
                _ -> {
                    throw new IllegalStateException("the password is hunter2");
                };

        HttpResponse response =
                harbour.handle(Letter.ssm("StartSession", START).signed("ssm").request());

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body().toUtf8())
                .contains("\"__type\":\"InternalServerError\"")
                .doesNotContain("hunter2");
    }

    @Test
    void servesOpenPathsToAnybody() {
        HttpResponse response = harbour.handle(Letter.to("GET", "/healthz").request());

        assertThat(response.status()).isEqualTo(200);
        assertThat(header(response, "x-amzn-RequestId")).isPresent();
        assertThat(status(Letter.to("POST", "/healthz"))).isEqualTo(404);
        assertThat(status(Letter.to("GET", "/healthz/"))).isEqualTo(404);
    }

    @Test
    void asksSignedPathsForAProofAndAPermission() {
        Letter letter = Letter.to("POST", "/v1/control-channel/mi-0a1b2c3d4e5f60718");

        assertThat(status(letter.signed("ssmmessages"))).isEqualTo(201);
        assertThat(text(letter)).startsWith("<MissingAuthenticationTokenException>");
        assertThat(text(letter.signed("ssm"))).contains("scoped to correct service: 'ssmmessages'");

        harbour.allowed = false;
        HttpResponse denied = harbour.handle(letter.signed("ssmmessages").request());
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.body().toUtf8())
                .startsWith("<AccessDeniedException><Message>User: arn:")
                .endsWith("</Message></AccessDeniedException>");
    }

    @Test
    void decodesThePartOfAPathThatVaries() {
        assertThat(text(Letter.to("POST", "/v1/control-channel/..%2Fx").signed("ssmmessages")))
                .contains("<ValidationException>");
        assertThat(status(Letter.to("POST", "/v1/control-channel/%zz").signed("ssmmessages")))
                .isEqualTo(404);
        assertThat(status(Letter.to("POST", "/v1/control-channel/").signed("ssmmessages")))
                .isEqualTo(404);
    }

    private int status(Letter letter) {
        return harbour.handle(letter.request()).status();
    }

    private String text(Letter letter) {
        return harbour.handle(letter.request()).body().toUtf8();
    }

    private static Optional<String> header(HttpResponse response, String name) {
        return response.headers().stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .findFirst();
    }
}
