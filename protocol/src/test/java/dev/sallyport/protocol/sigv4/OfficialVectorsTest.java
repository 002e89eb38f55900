package dev.sallyport.protocol.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OfficialVectorsTest {
    private final Verifier verifier = new Verifier(new DerivedKeys(4));

    static Stream<Vector> vectors() {
        return Vector.all();
    }

    static Stream<Vector> signable() {
        return Vector.all()
                .filter(v -> v.inHeader() && v.rules().pathStyle() == PathStyle.NORMALIZED);
    }

    static Stream<Vector> parameterised() {
        return Vector.all().filter(v -> v.text("signedRequest").contains("?Param1"));
    }

    @Test
    void theSuiteIsWhole() {
        assertThat(Vector.all()).hasSize(78);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void accepts(Vector vector) {
        Vector.Request request = Vector.request(vector.text("signedRequest"));

        assertThat(verify(vector, request.head(), request.body()))
                .isEqualTo(new Verification.Valid());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void makesTheSameCanonicalRequestAndStringToSign(Vector vector) {
        Vector.Request request = Vector.request(vector.text("signedRequest"));
        Claim claim = claim(request.head());

        RequestHead head = vector.omitsToken() ? withoutToken(request.head()) : request.head();

        String canonical =
                CanonicalRequest.of(
                        head,
                        claim.signedHeaders(),
                        request.body().sha256().toHex(),
                        vector.rules().pathStyle());

        assertThat(canonical).isEqualTo(vector.text("canonicalRequest"));
        assertThat(CanonicalRequest.toSign(canonical, "20150830T123600Z", claim.scope()))
                .isEqualTo(vector.text("stringToSign"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signable")
    void signsAsTheSuiteDoes(Vector vector) {
        Vector.Request request = Vector.request(vector.text("request"));
        List<Header> headers = new ArrayList<>(request.head().headers());
        headers.removeIf(h -> h.isNamed("x-amz-date"));
        if (vector.signsBody()) {
            headers.add(new Header("x-amz-content-sha256", request.body().sha256().toHex()));
        }

        List<Header> added =
                Signer.sign(
                        with(request.head(), headers),
                        request.body(),
                        vector.key(),
                        "us-east-1",
                        "service",
                        vector.time());

        assertThat(added.getLast().value()).endsWith("Signature=" + vector.text("signature"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void refusesAnotherPath(Vector vector) {
        Vector.Request request = Vector.request(vector.text("signedRequest"));
        RequestHead head = request.head();

        RequestHead changed =
                new RequestHead(
                        head.method(), head.rawPath() + "q", head.rawQuery(), head.headers());

        assertWrong(vector, changed, request.body());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void refusesAnotherQuery(Vector vector) {
        Vector.Request request = Vector.request(vector.text("signedRequest"));
        RequestHead head = request.head();
        String query = "x=&" + head.rawQuery();

        RequestHead changed = new RequestHead(head.method(), head.rawPath(), query, head.headers());

        assertWrong(vector, changed, request.body());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parameterised")
    void refusesAChangedParameter(Vector vector) {
        Vector.Request request = Vector.request(vector.text("signedRequest"));
        RequestHead head = request.head();
        int at = head.rawQuery().indexOf("Param1");
        String query = changed(head.rawQuery(), at);

        RequestHead changed = new RequestHead(head.method(), head.rawPath(), query, head.headers());

        assertWrong(vector, changed, request.body());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void refusesEverySignedHeaderChanged(Vector vector) {
        Vector.Request request = Vector.request(vector.text("signedRequest"));
        for (Header signed : request.head().headers()) {
            // A date changed by one character is no date or another day: VerifierTest has those.
            if (signed.isNamed("x-amz-date")
                    || !claim(request.head()).signs(signed.name().toLowerCase(Locale.ROOT))) {
                continue;
            }
            List<Header> headers = new ArrayList<>(request.head().headers());
            String value = changed(signed.value(), signed.value().length() - 1);
            headers.set(headers.indexOf(signed), new Header(signed.name(), value));

            assertWrong(vector, with(request.head(), headers), request.body());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void refusesAnotherBody(Vector vector) {
        Vector.Request request = Vector.request(vector.text("signedRequest"));
        String body = request.body().toUtf8();

        assertWrong(vector, request.head(), Bytes.ofUtf8(changed(body, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void refusesAnotherSignature(Vector vector) {
        String signature = vector.text("signature");
        for (int at : List.of(0, 31, 63)) {
            String forged = vector.text("signedRequest").replace(signature, changed(signature, at));
            Vector.Request request = Vector.request(forged);

            assertWrong(vector, request.head(), request.body());
        }
    }

    private void assertWrong(Vector vector, RequestHead head, Bytes body) {
        assertThat(verify(vector, head, body))
                .isInstanceOfAny(
                        Verification.WrongSignature.class, Verification.WrongPayloadHash.class);
    }

    private Verification verify(Vector vector, RequestHead head, Bytes body) {
        return verifier.verify(
                head, body, claim(head), vector.key().secretKey(), vector.time(), vector.rules());
    }

    private static Claim claim(RequestHead head) {
        ParsedSignature parsed = SignatureParser.parse(head);
        assertThat(parsed).isInstanceOf(ParsedSignature.Present.class);
        return ((ParsedSignature.Present) parsed).claim();
    }

    private static RequestHead withoutToken(RequestHead head) {
        String query = Query.without(Query.TOKEN, head.rawQuery());
        return new RequestHead(head.method(), head.rawPath(), query, head.headers());
    }

    private static RequestHead with(RequestHead head, List<Header> headers) {
        return new RequestHead(head.method(), head.rawPath(), head.rawQuery(), headers);
    }

    /// The text with the character at `at` replaced, or one more where there is none.
    private static String changed(String text, int at) {
        if (at >= text.length()) {
            return text + "q";
        }
        char other = text.charAt(at) == '0' ? '1' : '0';
        return text.substring(0, at) + other + text.substring(at + 1);
    }
}
