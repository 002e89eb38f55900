package dev.sallyport.protocol.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The Smithy protocol tests, turned round for a server: requests are decoded and compared with the
/// client's parameters, results are encoded and compared with the reply the client should read.
class ProtocolVectorsTest {
    private static final String OLD_ZONE =
            "a client must read other offsets; this server writes UTC only";
    private static final String OTHER_SPELLING =
            "a client must find the error's name elsewhere too; this server writes __type, bare";
    private static final String NO_BODY =
            "a client must bear a reply without a body; this server always sends one";
    private static final String COMPRESSED =
            "no operation served asks for compressed requests; the vector's body is not given";
    private static final String CLIENT_FILLS =
            "the client makes the token up, so its parameters do not hold what is sent";
    private static final String NOTHING_SENT =
            "an empty list or map leaves no trace in this form, so it is read as absent";

    /// Requests that are left out, and why.
    private static final Map<String, String> NOT_READ =
            Map.ofEntries(
                    Map.entry(
                            "PutAndGetInlineDocumentsInput",
                            "no operation served has a member of free JSON"),
                    Map.entry("SDKAppliedContentEncoding_awsJson1_1", COMPRESSED),
                    Map.entry(
                            "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1", COMPRESSED),
                    Map.entry("SDKAppliedContentEncoding_awsQuery", COMPRESSED),
                    Map.entry("SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery", COMPRESSED),
                    Map.entry("SDKAppliedContentEncoding_ec2Query", COMPRESSED),
                    Map.entry("SDKAppendsGzipAndIgnoresHttpProvidedEncoding_ec2Query", COMPRESSED),
                    Map.entry("QueryProtocolIdempotencyTokenAutoFill", CLIENT_FILLS),
                    Map.entry("Ec2ProtocolIdempotencyTokenAutoFill", CLIENT_FILLS),
                    Map.entry("QueryEmptyQueryMaps", NOTHING_SENT),
                    Map.entry("Ec2EmptyQueryLists", NOTHING_SENT));

    /// Replies that are left out, and why.
    private static final Map<String, String> NOT_WRITTEN =
            Map.ofEntries(
                    Map.entry("AwsJson11DateTimeWithNegativeOffset", OLD_ZONE),
                    Map.entry("AwsJson11DateTimeWithPositiveOffset", OLD_ZONE),
                    Map.entry("AwsQueryDateTimeWithNegativeOffset", OLD_ZONE),
                    Map.entry("AwsQueryDateTimeWithPositiveOffset", OLD_ZONE),
                    Map.entry("Ec2QueryDateTimeWithNegativeOffset", OLD_ZONE),
                    Map.entry("Ec2QueryDateTimeWithPositiveOffset", OLD_ZONE),
                    Map.entry("AwsJson11FooErrorUsingXAmznErrorType", OTHER_SPELLING),
                    Map.entry("AwsJson11FooErrorUsingXAmznErrorTypeWithUri", OTHER_SPELLING),
                    Map.entry(
                            "AwsJson11FooErrorUsingXAmznErrorTypeWithUriAndNamespace",
                            OTHER_SPELLING),
                    Map.entry("AwsJson11FooErrorUsingCode", OTHER_SPELLING),
                    Map.entry("AwsJson11FooErrorUsingCodeAndNamespace", OTHER_SPELLING),
                    Map.entry("AwsJson11FooErrorUsingCodeUriAndNamespace", OTHER_SPELLING),
                    Map.entry("AwsJson11FooErrorWithDunderTypeAndNamespace", OTHER_SPELLING),
                    Map.entry("AwsJson11FooErrorWithDunderTypeUriAndNamespace", OTHER_SPELLING),
                    Map.entry("json_1_1_service_responds_with_no_payload", NO_BODY),
                    Map.entry("QueryEmptyInputAndEmptyOutput", NO_BODY),
                    Map.entry("QueryNoInputAndNoOutput", NO_BODY),
                    Map.entry("QueryNoInputAndOutput", NO_BODY),
                    Map.entry(
                            "handles_unexpected_json_output",
                            "a client must skip members it does not know; a server has none"),
                    Map.entry(
                            "AwsJson11DeserializeIgnoreType",
                            "a client must skip __type inside a union; this server writes none"),
                    Map.entry(
                            "AwsJson11StructuresDontDeserializeNullValues",
                            "a client must skip null; this server leaves absent members out"),
                    Map.entry(
                            "PutAndGetInlineDocumentsInput",
                            "no operation served has a member of free JSON"),
                    Map.entry(
                            "Ec2ComplexError",
                            "the reply has a message that the vector's error does not hold"));

    @TestFactory
    Stream<DynamicTest> decodesWhatClientsSend() {
        return vectors("input", NOT_READ)
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> decodes(vector)));
    }

    @TestFactory
    Stream<DynamicTest> encodesWhatClientsRead() {
        return vectors("output", NOT_WRITTEN)
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> encodes(vector)));
    }

    private static Stream<ProtocolVector> vectors(String side, Map<String, String> leftOut) {
        return Stream.of("json", "query", "ec2")
                .flatMap(protocol -> ProtocolVector.load(side, protocol).stream())
                .filter(vector -> !leftOut.containsKey(vector.id()));
    }

    private static void decodes(ProtocolVector vector) throws MalformedRequest {
        OperationModel operation = vector.operationModel();
        Bytes body = Bytes.ofUtf8(vector.json().path("serialized").path("body").asString(""));

        assertThat(Codec.of(vector.service().protocol()).decode(operation, body))
                .as(vector.id())
                .isEqualTo(ProtocolVector.tree(operation.input(), vector.json().path("params")));
    }

    private static void encodes(ProtocolVector vector) {
        Codec codec = Codec.of(vector.service().protocol());
        OperationModel operation = vector.operationModel();
        JsonNode response = vector.json().path("response");
        Bytes expected = Bytes.ofUtf8(response.path("body").asString(""));

        Bytes actual =
                vector.json().has("error")
                        ? codec.encodeError(error(vector), "", "foo-id")
                        : codec.encode(
                                operation,
                                ProtocolVector.tree(
                                        operation.output(), vector.json().path("result")),
                                "foo-id");

        if (vector.service().protocol() == Protocol.JSON) {
            assertThat(Documents.json(actual)).as(vector.id()).isEqualTo(Documents.json(expected));
        } else {
            assertThat(Documents.xml(actual)).as(vector.id()).isEqualTo(Documents.xml(expected));
        }
    }

    private static ErrorReply error(ProtocolVector vector) {
        String code = vector.json().path("errorCode").asString();
        Optional<ErrorModel> model = vector.service().error(code);
        Map<String, Object> details =
                model.map(it -> ProtocolVector.tree(it.shape(), vector.json().path("error")))
                        .orElse(Map.of());
        model.ifPresent(it -> details.remove(it.messageMember()));
        return new ErrorReply(
                code, vector.json().path("errorMessage").asString(""), model, details);
    }
}
