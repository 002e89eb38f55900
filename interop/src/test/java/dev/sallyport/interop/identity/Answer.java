package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/// What boto3 made of an answer.
///
/// @param code of the error; empty if there was none
record Answer(JsonNode body, String code, String message) {
    static Answer of(JsonNode line) {
        return new Answer(
                line.path("reply"),
                line.path("code").asString(""),
                line.path("message").asString(""));
    }

    /// Fails if it was an error.
    JsonNode reply() {
        assertThat(code + message).isEmpty();
        return body;
    }

    /// Fails unless it was this error.
    String refusedWith(String expected) {
        assertThat(code).as("%s %s", message, body).isEqualTo(expected);
        return message;
    }
}
