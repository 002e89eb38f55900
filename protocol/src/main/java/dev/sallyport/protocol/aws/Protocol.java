package dev.sallyport.protocol.aws;

/// How a service puts calls and replies on the wire.
public enum Protocol {
    JSON,
    QUERY,
    EC2;

    static Protocol parse(String name) {
        return switch (name) {
            case "json" -> JSON;
            case "query" -> QUERY;
            case "ec2" -> EC2;
            default ->
                    throw new IllegalArgumentException(
                            "protocol: " + name + " (expected: json, query or ec2)");
        };
    }
}
