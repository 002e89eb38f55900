package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.Map;

/// EC2's own dialect of Query: capitalised names, bare list numbers, no wrapper around the result.
public final class Ec2Query implements Codec {
    private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    @Override
    public Map<String, Object> decode(OperationModel operation, Bytes body)
            throws MalformedRequest {
        return new QueryDecoder(Protocol.EC2).decode(operation.input(), Form.parse(body));
    }

    @Override
    public Bytes encode(OperationModel operation, Map<String, Object> output, String requestId) {
        String reply = operation.name() + "Response";
        XmlWriter xml =
                new XmlWriter(PROLOGUE)
                        .open(reply, operation.xmlNamespace())
                        .element("requestId", requestId);
        new XmlEncoder(xml).members(operation.output(), output);
        return xml.close(reply).bytes();
    }

    @Override
    public Bytes encodeError(ErrorReply error, String xmlNamespace, String requestId) {
        XmlWriter xml =
                new XmlWriter(PROLOGUE)
                        .open("Response")
                        .open("Errors")
                        .open("Error")
                        .element("Code", error.code())
                        .optional("Message", error.message());
        error.model()
                .ifPresent(model -> new XmlEncoder(xml).members(model.shape(), error.details()));
        return xml.close("Error")
                .close("Errors")
                .element("RequestID", requestId)
                .close("Response")
                .bytes();
    }

    @Override
    public String contentType() {
        return "text/xml;charset=UTF-8";
    }
}
