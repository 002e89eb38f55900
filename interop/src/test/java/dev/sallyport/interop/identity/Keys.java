package dev.sallyport.interop.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What signs a request.
///
/// @param token empty for long-term keys
record Keys(String id, String secret, String token) {
    /// Of CreateAccessKey's `AccessKey`, or of STS's `Credentials`.
    static Keys of(JsonNode answer) {
        return new Keys(
                answer.path("AccessKeyId").asString(),
                answer.path("SecretAccessKey").asString(),
                answer.path("SessionToken").asString(""));
    }

    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ACCESS_KEY_ID", id);
        variables.put("AWS_SECRET_ACCESS_KEY", secret);
        if (!token.isEmpty()) {
            variables.put("AWS_SESSION_TOKEN", token);
        }
        return variables;
    }
}
