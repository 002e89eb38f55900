package dev.sallyport.protocol.sigv4;

import static dev.sallyport.protocol.sigv4.SignedRequests.START_SESSION;
import static dev.sallyport.protocol.sigv4.SignedRequests.claim;
import static dev.sallyport.protocol.sigv4.SignedRequests.forge;
import static dev.sallyport.protocol.sigv4.SignedRequests.plus;
import static dev.sallyport.protocol.sigv4.SignedRequests.presigned;
import static dev.sallyport.protocol.sigv4.SignedRequests.replace;
import static dev.sallyport.protocol.sigv4.SignedRequests.signed;
import static dev.sallyport.protocol.sigv4.SignedRequests.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.sigv4.ParsedSignature.Absent;
import dev.sallyport.protocol.sigv4.ParsedSignature.Malformed;
import dev.sallyport.protocol.sigv4.ParsedSignature.Present;
import dev.sallyport.protocol.sigv4.ParsedSignature.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureParserTest {
    @Test
    void readsAHeader() {
        Claim claim = claim(signed());

        assertThat(claim.accessKeyId()).isEqualTo("AKIAALICE");
        assertThat(claim.scope()).isEqualTo(new Scope("20260302", "local", "ssm"));
        assertThat(claim.signedHeaders())
                .containsExactly("content-type", "host", "x-amz-date", "x-amz-target");
        assertThat(claim.requestTime()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
        assertThat(claim.presigned()).isFalse();
        assertThat(claim.sessionToken()).isEmpty();
    }

    @Test
    void readsAHeaderWithoutBlanks() {
        Claim claim = claim(forge(signed(), ", ", ","));

        assertThat(claim).isEqualTo(claim(signed()));
    }

    @Test
    void readsTheTokenOfTemporaryKeys() {
        assertThat(claim(plus(signed(), "X-Amz-Security-Token", "abc")).sessionToken())
                .isEqualTo(Optional.of("abc"));
    }

    @Test
    void readsAPresignedUrl() {
        Claim claim = claim(presigned("60"));

        assertThat(claim.place()).isEqualTo(new Claim.InQuery(Optional.of(Duration.ofSeconds(60))));
        assertThat(claim.scope()).isEqualTo(new Scope("20260302", "local", "ssm"));
    }

    @Test
    void readsABase64Signature() {
        Claim claim = claim(forge(signed(), "Signature=", "Signature=ab+/=="));

        assertThat(claim.signature()).startsWith("ab+/==");
    }

    @Test
    void findsNothingInAnAnonymousRequest() {
        assertThat(SignatureParser.parse(START_SESSION)).isEqualTo(new Absent());
        assertThat(SignatureParser.parse(withQuery("a=b&X-Amz-Date=1"))).isEqualTo(new Absent());
    }

    @Test
    void namesEveryPartThatIsMissing() {
        RequestHead head = without(signed(), "X-Amz-Date");

        assertThat(SignatureParser.parse(replace(head, "Authorization", "AWS4-HMAC-SHA256 ")))
                .isEqualTo(
                        new Malformed(
                                Reason.INCOMPLETE,
                                "Authorization header requires 'Credential' parameter. Authorization"
                                        + " header requires 'Signature' parameter. Authorization header"
                                        + " requires 'SignedHeaders' parameter. Authorization header"
                                        + " requires existence of either a 'X-Amz-Date' or a 'Date'"
                                        + " header. Authorization=AWS4-HMAC-SHA256"));
    }

    @ParameterizedTest
    @CsvSource({
        "20260302/local, local, Credential must have exactly 5 slash-delimited elements",
        "AKIAALICE, '', Credential must have exactly 5 slash-delimited elements",
        "content-type;host, host;content-type, SignedHeaders must be",
        "content-type;host, content-type;host;host, SignedHeaders must be",
        "content-type;host, Content-Type;host, SignedHeaders must be",
        "content-type;host, ;host, SignedHeaders must be",
        "Signature=, Signature, not a valid key=value pair",
        "Signature=, 'SignedHeaders=a, Signature=', more than once",
    })
    void refusesBrokenParts(String part, String with, String complaint) {
        assertThat(malformed(forge(signed(), part, with)).message()).contains(complaint);
        assertThat(malformed(forge(signed(), part, with)).reason()).isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void refusesAnotherTerminator() {
        assertThat(SignatureParser.parse(forge(signed(), "aws4_request", "aws3_request")))
                .isEqualTo(
                        new Malformed(
                                Reason.INVALID,
                                "Credential should be scoped with a valid terminator: 'aws4_request',"
                                        + " not 'aws3_request'."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20260302",
                "20260302T120000",
                "2026-03-02T12:00:00Z",
                "20260230T120000Z"
            })
    void refusesADateItCannotRead(String date) {
        assertThat(malformed(replace(signed(), "X-Amz-Date", date)).message())
                .startsWith("Date must be in ISO-8601 'basic format'. Got '" + date + "'");
    }

    @Test
    void refusesTwoDates() {
        assertThat(malformed(plus(signed(), "X-Amz-Date", "20260302T120000Z")).message())
                .isEqualTo("'X-Amz-Date' must not be given more than once.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS AKIAALICE:frJIUN8DYpKDtOLCwo//yllqDzg=",
                "AWS4-ECDSA-P256-SHA256 Credential=AKIAALICE/20260302/ssm/aws4_request",
                "AWS3-HTTPS AWSAccessKeyId=AKIAALICE",
                "Bearer s3cret",
                "s3cret",
                "aws4-hmac-sha256 Credential=x",
            })
    void refusesOtherWaysOfSigningWithoutQuotingThem(String authorization) {
        Malformed found = malformed(replace(signed(), "Authorization", authorization));

        assertThat(found.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(found.message()).doesNotContain("s3cret").contains("AWS4-HMAC-SHA256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSAccessKeyId=AKIAALICE&Signature=x&SignatureVersion=2",
                "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Signature=x"
            })
    void refusesOtherWaysOfSigningInTheQuery(String query) {
        assertThat(malformed(withQuery(query)).reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void refusesASignatureInBothPlacesOrTwice() {
        RequestHead both =
                plus(
                        presigned("60"),
                        "Authorization",
                        signed().header("Authorization").orElseThrow());
        RequestHead twice =
                plus(signed(), "Authorization", signed().header("Authorization").orElseThrow());

        assertThat(malformed(both).message()).startsWith("Only one auth mechanism allowed");
        assertThat(malformed(twice).message()).startsWith("Only one auth mechanism allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "0, X-Amz-Expires must be positive",
        "-1, X-Amz-Expires should be a number",
        "604801, X-Amz-Expires must be less than a week (in seconds)",
        "99999999999999999999, X-Amz-Expires should be a number",
        "1e3, X-Amz-Expires should be a number",
    })
    void refusesALifeOutOfBounds(String expires, String complaint) {
        assertThat(malformed(presigned(expires)).message()).startsWith(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm",
                "X-Amz-Credential",
                "X-Amz-Date",
                "X-Amz-SignedHeaders",
                "X-Amz-Signature"
            })
    void aPresignedUrlNeedsEveryParameterOnce(String name) {
        String query = presigned("60").rawQuery();

        assertThat(malformed(withQuery(Query.without(name, query))).message())
                .isEqualTo("AWS query-string parameters must include '" + name + "'.");
        assertThat(malformed(withQuery(query + "&" + name + "=x")).message())
                .isEqualTo("'" + name + "' must not be given more than once.");
    }

    @Property
    void neverThrowsOnAGarbledHeader(@ForAll("scraps") String garbage) {
        SignatureParser.parse(replace(signed(), "Authorization", garbage));
        SignatureParser.parse(replace(signed(), "Authorization", "AWS4-HMAC-SHA256 " + garbage));
        SignatureParser.parse(replace(signed(), "X-Amz-Date", garbage));
    }

    @Property
    void neverThrowsOnAGarbledQuery(@ForAll("scraps") String garbage) {
        assertThat(SignatureParser.parse(withQuery(presigned("60").rawQuery() + "&" + garbage)))
                .isInstanceOfAny(Present.class, Malformed.class);
        SignatureParser.parse(withQuery(garbage));
    }

    @Provide
    Arbitrary<String> scraps() {
        Arbitrary<String> scrap =
                Arbitraries.of(
                        "Credential=",
                        "SignedHeaders=",
                        "Signature=",
                        "/",
                        ";",
                        ",",
                        "&",
                        "=",
                        "%",
                        "%4",
                        "%zz",
                        "X-Amz-Credential",
                        "X-Amz-Expires",
                        "aws4_request",
                        "host",
                        "20260302T120000Z",
                        "-",
                        "\u1234",
                        "\ud800",
                        "\u0000",
                        " ");
        return Arbitraries.oneOf(scrap, Arbitraries.strings().ofMaxLength(8))
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    private static RequestHead withQuery(String query) {
        return new RequestHead("GET", "/", query, List.of(new Header("Host", "h")));
    }

    private static Malformed malformed(RequestHead head) {
        ParsedSignature found = SignatureParser.parse(head);
        assertThat(found).isInstanceOf(Malformed.class);
        return (Malformed) found;
    }
}
