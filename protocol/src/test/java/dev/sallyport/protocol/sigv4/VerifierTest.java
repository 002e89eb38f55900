package dev.sallyport.protocol.sigv4;

import static dev.sallyport.protocol.sigv4.SignedRequests.BODY;
import static dev.sallyport.protocol.sigv4.SignedRequests.NOON;
import static dev.sallyport.protocol.sigv4.SignedRequests.SECRET;
import static dev.sallyport.protocol.sigv4.SignedRequests.SSM;
import static dev.sallyport.protocol.sigv4.SignedRequests.START_SESSION;
import static dev.sallyport.protocol.sigv4.SignedRequests.claim;
import static dev.sallyport.protocol.sigv4.SignedRequests.forge;
import static dev.sallyport.protocol.sigv4.SignedRequests.plus;
import static dev.sallyport.protocol.sigv4.SignedRequests.presigned;
import static dev.sallyport.protocol.sigv4.SignedRequests.replace;
import static dev.sallyport.protocol.sigv4.SignedRequests.signed;
import static dev.sallyport.protocol.sigv4.SignedRequests.verify;
import static dev.sallyport.protocol.sigv4.SignedRequests.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.Verification.Expired;
import dev.sallyport.protocol.sigv4.Verification.NotYetValid;
import dev.sallyport.protocol.sigv4.Verification.Uncovered;
import dev.sallyport.protocol.sigv4.Verification.Valid;
import dev.sallyport.protocol.sigv4.Verification.WrongPayloadHash;
import dev.sallyport.protocol.sigv4.Verification.WrongScope;
import dev.sallyport.protocol.sigv4.Verification.WrongSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    @Test
    void acceptsWhatTheSignerSigned() {
        assertThat(verify(signed(), BODY, NOON)).isEqualTo(new Valid());
    }

    @Property
    void acceptsWhateverTheSignerSigned(
            @ForAll String path,
            @ForAll Map<@AlphaChars @NotEmpty String, String> query,
            @ForAll byte[] body) {
        StringBuilder raw = new StringBuilder();
        query.forEach((name, value) -> raw.append('&').append(name).append('=').append(value));
        RequestHead head =
                new RequestHead("PUT", "/" + path, raw.toString(), START_SESSION.headers());
        Bytes content = Bytes.copyOf(body);

        assertThat(verify(signed(head, content), content, NOON)).isEqualTo(new Valid());
    }

    @Test
    void proxiesMayChangeWhatIsNotSigned() {
        RequestHead changed = replace(signed(), "User-Agent", "something else");

        assertThat(verify(plus(changed, "Via", "1.1 proxy"), BODY, NOON)).isEqualTo(new Valid());
    }

    @Test
    void refusesAnotherSecret() {
        Verification found =
                new Verifier(new DerivedKeys(1))
                        .verify(signed(), BODY, claim(signed()), Secret.of("other"), NOON, SSM);

        assertThat(found).isInstanceOf(WrongSignature.class);
    }

    @Test
    void refusesAReplacedSecretAlthoughTheOldKeyIsRemembered() {
        Verifier verifier = new Verifier(new DerivedKeys(8));

        assertThat(verifier.verify(signed(), BODY, claim(signed()), SECRET, NOON, SSM))
                .isEqualTo(new Valid());
        assertThat(verifier.verify(signed(), BODY, claim(signed()), Secret.of("new"), NOON, SSM))
                .isInstanceOf(WrongSignature.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "post"})
    void refusesAnotherMethod(String method) {
        RequestHead head = signed();
        RequestHead changed =
                new RequestHead(method, head.rawPath(), head.rawQuery(), head.headers());

        assertThat(verify(changed, BODY, NOON)).isInstanceOf(WrongSignature.class);
    }

    @Test
    void refusesAnotherOperationOnTheSameSignature() {
        RequestHead changed = replace(signed(), "X-Amz-Target", "AmazonSSM.TerminateSession");

        assertThat(verify(changed, BODY, NOON)).isInstanceOf(WrongSignature.class);
    }

    @Test
    void refusesASignedHeaderSentTwice() {
        RequestHead changed = plus(signed(), "X-Amz-Target", "AmazonSSM.TerminateSession");

        assertThat(verify(changed, BODY, NOON)).isInstanceOf(WrongSignature.class);
    }

    @Test
    void refusesASignedHeaderThatIsMissing() {
        assertThat(verify(without(signed(), "Content-Type"), BODY, NOON))
                .isInstanceOf(WrongSignature.class);
    }

    @Test
    void refusesATargetOutsideTheSignature() {
        RequestHead head = without(START_SESSION, "X-Amz-Target");
        RequestHead changed = plus(signed(head, BODY), "X-Amz-Target", "AmazonSSM.StartSession");

        assertThat(verify(changed, BODY, NOON))
                .isEqualTo(
                        new Uncovered(
                                "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."));
    }

    @Test
    void refusesAHostOutsideTheSignature() {
        RequestHead changed = forge(signed(), "content-type;host;", "content-type;");

        assertThat(verify(changed, BODY, NOON))
                .isEqualTo(
                        new Uncovered(
                                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."));
    }

    @Test
    void refusesADateOutsideTheSignature() {
        RequestHead changed = forge(signed(), ";x-amz-date", "");

        assertThat(verify(changed, BODY, NOON))
                .isEqualTo(
                        new Uncovered(
                                "'x-amz-date' must be a 'SignedHeader' in the AWS Authorization."));
    }

    @Test
    void s3WantsEveryAmzHeaderSigned() {
        RequestHead head = plus(signed(), "X-Amz-Meta-Colour", "red");

        Verification found =
                new Verifier(new DerivedKeys(0))
                        .verify(
                                head,
                                BODY,
                                claim(head),
                                SECRET,
                                NOON,
                                VerificationRules.s3("local"));

        assertThat(found).isInstanceOf(Uncovered.class);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02T11:55:00Z", "2026-03-02T12:05:00Z", "2026-03-02T12:05:00.9Z"})
    void acceptsClocksUpToFiveMinutesApart(Instant now) {
        assertThat(verify(signed(), BODY, now)).isEqualTo(new Valid());
    }

    @Test
    void saysHowMuchTooOldASignatureIs() {
        assertThat(verify(signed(), BODY, NOON.plus(Duration.ofSeconds(301))))
                .isEqualTo(
                        new Expired(
                                "Signature expired: 20260302T120000Z is now earlier than"
                                        + " 20260302T120001Z (20260302T120501Z - 5 min.)"));
    }

    @Test
    void saysHowMuchTooEarlyASignatureIs() {
        assertThat(verify(signed(), BODY, NOON.minus(Duration.ofSeconds(301))))
                .isEqualTo(
                        new NotYetValid(
                                "Signature not yet current: 20260302T120000Z is still later than"
                                        + " 20260302T115959Z (20260302T115459Z + 5 min.)"));
    }

    @Test
    void acceptsADateHeaderInPlaceOfAmzDate() {
        RequestHead dated = plus(START_SESSION, "Date", "Mon, 2 Mar 2026 12:00:00 GMT");
        List<String> names = List.of("content-type", "date", "host", "x-amz-target");
        Scope scope = new Scope("20260302", "local", "ssm");
        String canonical =
                CanonicalRequest.of(dated, names, BODY.sha256().toHex(), PathStyle.NORMALIZED);
        String toSign = CanonicalRequest.toSign(canonical, "20260302T120000Z", scope);
        String signature = Signer.hexSignature(DerivedKeys.derive(SECRET, scope), toSign);
        Header authorization = Signer.authorization("AKIAALICE", scope, names, signature);

        assertThat(verify(plus(dated, List.of(authorization)), BODY, NOON)).isEqualTo(new Valid());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "local/ssm, us-east-1/ssm, \"Credential should be scoped to a valid region. \"",
                "local/ssm, local/sts,"
                        + "\"Credential should be scoped to correct service: 'ssm'. \"",
                "20260302/, 20260301/, \"Date in Credential scope does not match YYYYMMDD from"
                        + " ISO-8601 version of date from HTTP: '20260301' != '20260302', from"
                        + " '20260302T120000Z'.\"",
            })
    void saysWhatIsWrongWithTheScope(String part, String with, String text) {
        assertThat(verify(forge(signed(), part, with), BODY, NOON)).isEqualTo(new WrongScope(text));
    }

    @Test
    void refusesABodyThatIsNotTheOneHashed() {
        String hash = BODY.sha256().toHex();
        RequestHead head = signed(plus(START_SESSION, "X-Amz-Content-Sha256", hash), BODY);

        assertThat(verify(head, BODY, NOON)).isEqualTo(new Valid());
        assertThat(verify(head, Bytes.ofUtf8("{}"), NOON)).isEqualTo(new WrongPayloadHash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UNSIGNED-PAYLOAD",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "0123",
                "E3B0"
            })
    void refusesAnyOtherWordOnTheBody(String word) {
        RequestHead head = signed(plus(START_SESSION, "X-Amz-Content-Sha256", word), BODY);

        assertThat(verify(head, BODY, NOON)).isEqualTo(new WrongPayloadHash());
    }

    @Test
    void aPresignedUrlLivesAsLongAsItSays() {
        assertThat(verify(presigned("60"), Bytes.EMPTY, NOON.plusSeconds(60)))
                .isEqualTo(new Valid());
        assertThat(verify(presigned("90"), Bytes.EMPTY, NOON.plusSeconds(91)))
                .isEqualTo(
                        new Expired(
                                "Signature expired: 20260302T120000Z is now earlier than"
                                        + " 20260302T120001Z (20260302T120131Z - 90 sec.)"));
        assertThat(verify(presigned("604800"), Bytes.EMPTY, NOON.plus(Duration.ofDays(7))))
                .isEqualTo(new Valid());
    }

    @Test
    void aPresignedUrlWithoutALifeLivesAsLongAsAHeader() {
        assertThat(verify(presigned(""), Bytes.EMPTY, NOON.plusSeconds(300)))
                .isEqualTo(new Valid());
        assertThat(verify(presigned(""), Bytes.EMPTY, NOON.plusSeconds(301)))
                .isInstanceOf(Expired.class);
    }

    @Test
    void aPresignedUrlCannotBeMadeToLiveLonger() {
        RequestHead head = presigned("60");
        String query = head.rawQuery().replace("Expires=60", "Expires=6000");
        RequestHead longer = new RequestHead("GET", "/x", query, head.headers());

        assertThat(verify(longer, Bytes.EMPTY, NOON)).isInstanceOf(WrongSignature.class);
    }

    @Test
    void aPresignedUrlIsForAnEmptyBody() {
        assertThat(verify(presigned("60"), Bytes.ofUtf8("x"), NOON))
                .isInstanceOf(WrongSignature.class);
    }

    @Test
    void escapesAreEncodedTwiceInAPathButForS3() {
        RequestHead head = new RequestHead("GET", "/a%40b/c@d", "", START_SESSION.headers());

        assertThat(CanonicalRequest.of(head, List.of("host"), "h", PathStyle.NORMALIZED))
                .startsWith("GET\n/a%2540b/c%40d\n");
        assertThat(CanonicalRequest.of(head, List.of("host"), "h", PathStyle.AS_SENT))
                .startsWith("GET\n/a%40b/c%40d\n");
    }

    @Test
    void queriesAreSortedByTheirWireForm() {
        RequestHead head =
                new RequestHead(
                        "GET", "/", "b&a%2fb=1&a=2&a=10&a-b=x+y&a==", START_SESSION.headers());

        assertThat(CanonicalRequest.of(head, List.of("host"), "h", PathStyle.NORMALIZED))
                .startsWith("GET\n/\na=%3D&a=10&a=2&a%2Fb=1&a-b=x%2By&b=\n");
    }

    @Test
    void secretsDoNotPrintThemselves() {
        Claim claim = claim(signed(plus(START_SESSION, "X-Colour", "red"), BODY));

        assertThat(claim.toString()).doesNotContain(claim.signature());
        assertThat(SignedRequests.ALICE.toString()).doesNotContain("wJalr");
    }
}
