package dev.sallyport.protocol.aws;

/// An error a service may answer with: its code on the wire, its status, its members.
public record ErrorModel(String code, int status, Shape.Structure shape) {
    /// The member that carries the text: `Message` in SSM, `message` elsewhere.
    String messageMember() {
        return shape.members().keySet().stream()
                .filter("message"::equalsIgnoreCase)
                .findFirst()
                .orElse("message");
    }
}
