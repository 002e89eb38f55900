package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.Map;

/// Query: a form in, XML out. STS and IAM speak it.
public final class AwsQuery implements Codec {
    @Override
    public Map<String, Object> decode(OperationModel operation, Bytes body)
            throws MalformedRequest {
        return new QueryDecoder(Protocol.QUERY).decode(operation.input(), Form.parse(body));
    }

    @Override
    public Bytes encode(OperationModel operation, Map<String, Object> output, String requestId) {
        String reply = operation.name() + "Response";
        XmlWriter xml = new XmlWriter().open(reply, operation.xmlNamespace());
        operation.resultWrapper().ifPresent(xml::open);
        new XmlEncoder(xml).members(operation.output(), output);
        operation.resultWrapper().ifPresent(xml::close);
        return xml.open("ResponseMetadata")
                .element("RequestId", requestId)
                .close("ResponseMetadata")
                .close(reply)
                .bytes();
    }

    @Override
    public Bytes encodeError(ErrorReply error, String xmlNamespace, String requestId) {
        XmlWriter xml =
                new XmlWriter()
                        .open("ErrorResponse", xmlNamespace)
                        .open("Error")
                        .element("Type", error.receiverAtFault() ? "Receiver" : "Sender")
                        .element("Code", error.code())
                        .optional("Message", error.message());
        error.model()
                .ifPresent(model -> new XmlEncoder(xml).members(model.shape(), error.details()));
        return xml.close("Error").element("RequestId", requestId).close("ErrorResponse").bytes();
    }

    @Override
    public String contentType() {
        return "text/xml";
    }
}
