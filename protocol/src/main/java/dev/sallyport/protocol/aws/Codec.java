package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.Map;

/// One protocol: request bytes to trees, trees to reply bytes.
public sealed interface Codec permits AwsJson, AwsQuery, Ec2Query {
    /// No request of these protocols may be longer.
    int MAX_BODY = 1 << 20;

    static Codec of(Protocol protocol) {
        return switch (protocol) {
            case JSON -> new AwsJson();
            case QUERY -> new AwsQuery();
            case EC2 -> new Ec2Query();
        };
    }

    /// `body` is the form itself for Query and EC2; a GET's raw query string will do.
    Map<String, Object> decode(OperationModel operation, Bytes body) throws MalformedRequest;

    Bytes encode(OperationModel operation, Map<String, Object> output, String requestId);

    Bytes encodeError(ErrorReply error, String xmlNamespace, String requestId);

    String contentType();

    /// Throws unless the body may be read at all.
    static void checkSize(Bytes body) throws MalformedRequest {
        if (body.size() > MAX_BODY) {
            throw new MalformedRequest(
                    "body: " + body.size() + " bytes (expected: at most " + MAX_BODY + ")");
        }
    }
}
