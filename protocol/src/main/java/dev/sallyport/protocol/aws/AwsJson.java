package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON 1.1: one object in, one object out.
public final class AwsJson implements Codec {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_NAME = 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(MAX_NUMBER)
                                                    .maxNameLength(MAX_NAME)
                                                    .maxStringLength(MAX_BODY)
                                                    .maxDocumentLength(MAX_BODY)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    @Override
    public Map<String, Object> decode(OperationModel operation, Bytes body)
            throws MalformedRequest {
        Codec.checkSize(body);
        // Clients of operations without input send nothing, not an empty object.
        return body.isEmpty()
                ? Map.of()
                : JsonDecoder.structure(operation.input(), parse(body), "request");
    }

    private static JsonNode parse(Bytes body) throws MalformedRequest {
        try {
            return JSON.readTree(body.toArray());
        } catch (JacksonException _) {
            // The parser's own text may quote the body, and the body may hold secrets.
            throw new MalformedRequest("The request body is not valid JSON.");
        }
    }

    @Override
    public Bytes encode(OperationModel operation, Map<String, Object> output, String requestId) {
        return bytes(JsonEncoder.structure(operation.output(), output));
    }

    @Override
    public Bytes encodeError(ErrorReply error, String xmlNamespace, String requestId) {
        ObjectNode json =
                error.model()
                        .map(model -> JsonEncoder.structure(model.shape(), error.details()))
                        .orElseGet(JSON::createObjectNode);
        json.put("__type", error.code());
        if (!error.message().isEmpty()) {
            json.put(
                    error.model().map(ErrorModel::messageMember).orElse("message"),
                    error.message());
        }
        return bytes(json);
    }

    private static Bytes bytes(ObjectNode json) {
        return Bytes.wrap(JSON.writeValueAsBytes(json));
    }

    @Override
    public String contentType() {
        return "application/x-amz-json-1.1";
    }
}
