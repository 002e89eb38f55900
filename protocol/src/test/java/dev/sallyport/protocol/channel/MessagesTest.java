package dev.sallyport.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON texts are those seen on the wire between the public peers.
class MessagesTest {
    private static final UUID ID = UUID.fromString("0a993475-ba43-46b4-8df2-dfe3e5ded814");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void aNodeOpensItsDataChannelLikeTheStockOne() throws Exception {
        String text =
                "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"r\",\"TokenValue\":\"TOK\","
                        + "\"ClientInstanceId\":\"mi-394872fbdeaac7e4e\",\"ClientId\":\"\"}";
        OpenDataChannel open =
                new OpenDataChannel(
                        "r", "TOK", "", Optional.empty(), Optional.of("mi-394872fbdeaac7e4e"));

        assertThat(open.encode().toUtf8()).isEqualTo(text);
        assertThat(OpenDataChannel.decode(Bytes.ofUtf8(text))).isEqualTo(open);
    }

    @Test
    void aClientSaysItsVersion() {
        assertThat(
                        new OpenDataChannel(
                                        "r", "T", "c", Optional.of("1.2.835.0"), Optional.empty())
                                .encode()
                                .toUtf8())
                .isEqualTo(
                        "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"r\",\"TokenValue\":\"T\","
                                + "\"ClientId\":\"c\",\"ClientVersion\":\"1.2.835.0\"}");
    }

    @Test
    void aNodeOpensItsControlChannelLikeTheStockOne() throws Exception {
        String text =
                "{\"Cookie\":null,\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"r\","
                        + "\"TokenValue\":\"TOK\",\"AgentVersion\":\"3.3.0.0\",\"PlatformType\":\"linux\"}";
        OpenControlChannel open = new OpenControlChannel("r", "TOK", "3.3.0.0", "linux");

        assertThat(open.encode().toUtf8()).isEqualTo(text);
        assertThat(OpenControlChannel.decode(Bytes.ofUtf8(text))).isEqualTo(open);
    }

    @Test
    void tokensDoNotPrintThemselves() {
        assertThat(new OpenControlChannel("r", "hunter2", "1", "linux").toString())
                .doesNotContain("hunter2");
        assertThat(
                        new OpenDataChannel("r", "hunter2", "", Optional.empty(), Optional.empty())
                                .toString())
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> OpenDataChannel.decode(Bytes.ofUtf8("{\"TokenValue\":\"hunter2")))
                .isInstanceOf(MalformedMessageException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void handshakeRequestAsSeen() throws Exception {
        String text =
                "{\"AgentVersion\":\"3.3.0.0\",\"RequestedClientActions\":["
                        + "{\"ActionType\":\"SessionType\",\"ActionParameters\":"
                        + "{\"SessionType\":\"Standard_Stream\",\"Properties\":null}}]}";

        HandshakeRequest request = HandshakeRequest.decode(Bytes.ofUtf8(text));

        assertThat(request.actions()).hasSize(1);
        assertThat(request.actions().getFirst().type()).isEqualTo(HandshakeRequest.SESSION_TYPE);
        assertThat(request.encode().toUtf8()).isEqualTo(text);
    }

    @Test
    void handshakeResponseAsSeen() throws Exception {
        String text =
                "{\"ClientVersion\":\"1.2.650.0\",\"ProcessedClientActions\":[{\"ActionType\":"
                        + "\"SessionType\",\"ActionStatus\":1,\"ActionResult\":null,\"Error\":\"\"}],"
                        + "\"Errors\":null}";

        HandshakeResponse response = HandshakeResponse.decode(Bytes.ofUtf8(text));

        assertThat(response.actions().getFirst().status()).isEqualTo(HandshakeResponse.SUCCESS);
        assertThat(response.errors()).isEqualTo(List.of());
        assertThat(response.encode().toUtf8()).isEqualTo(text);
    }

    @Test
    void handshakeCompleteCountsNanoseconds() throws Exception {
        String text = "{\"HandshakeTimeToComplete\":3013211,\"CustomerMessage\":\"\"}";

        assertThat(new HandshakeComplete(Duration.ofNanos(3_013_211), "").encode().toUtf8())
                .isEqualTo(text);
        assertThat(HandshakeComplete.decode(Bytes.ofUtf8(text)).took())
                .isEqualTo(Duration.ofNanos(3_013_211));
    }

    @Test
    void aFinishedTaskAndItsAnswer() throws Exception {
        AgentTaskComplete done = new AgentTaskComplete("alice-1", "Failed", "mi-1", "no <b>", 2);
        assertThat(done.encode().toUtf8())
                .isEqualTo(
                        "{\"SchemaVersion\":1,\"TaskId\":\"alice-1\",\"Topic\":\"agent_task_complete\","
                                + "\"FinalTaskStatus\":\"Failed\",\"IsRoutingFailure\":false,"
                                + "\"AwsAccountId\":\"\",\"InstanceId\":\"mi-1\",\"Output\":"
                                + "\"no \\u003cb\\u003e\",\"S3Bucket\":\"\",\"S3UrlSuffix\":\"\","
                                + "\"CwlGroup\":\"\",\"CwlStream\":\"\",\"RetryNumber\":2}");
        assertThat(AgentTaskComplete.decode(done.encode())).isEqualTo(done);

        AgentTaskAcknowledge answer = new AgentTaskAcknowledge(ID, "alice-1");
        assertThat(answer.encode().toUtf8())
                .isEqualTo(
                        "{\"SchemaVersion\":1,\"MessageId\":\"0a993475-ba43-46b4-8df2-dfe3e5ded814\","
                                + "\"TaskId\":\"alice-1\",\"Topic\":\"agent_task_complete\"}");
        assertThat(AgentTaskAcknowledge.decode(answer.encode())).isEqualTo(answer);
    }

    @Test
    void anOrderToStartASessionSurvivesItsDoubleEncoding() throws Exception {
        ObjectNode document = JSON.createObjectNode();
        document.put("schemaVersion", "1.0").put("sessionType", "Standard_Stream");
        ObjectNode parameters = JSON.createObjectNode().put("portNumber", "80");
        InteractiveShell order =
                new InteractiveShell("D", document, "alice-1", parameters, "web", "arn:x");

        assertThat(order.encode().toUtf8())
                .startsWith(
                        "{\"Content\":\"{\\\"DocumentName\\\":\\\"D\\\",\\\"DocumentContent\\\":{")
                .endsWith("\"SchemaVersion\":1}");
        assertThat(InteractiveShell.decode(order.encode())).isEqualTo(order);
    }

    @Test
    void aControlChannelWritesTheDateAsAText() throws Exception {
        String text =
                "{\"MessageType\":\"channel_closed\",\"MessageId\":\""
                        + ID
                        + "\",\"DestinationId\":"
                        + "\"mi-1\",\"SessionId\":\"alice-1\",\"SchemaVersion\":1,"
                        + "\"CreatedDate\":\"2030-01-01T12:00:00Z\"}";

        assertThat(ChannelClosed.decode(Bytes.ofUtf8(text)))
                .isEqualTo(new ChannelClosed(ID, 1_893_499_200_000L, "mi-1", "alice-1", ""));
    }

    @Test
    void readsKeysInAnyCaseAndSkipsWhatItDoesNotKnow() throws Exception {
        assertThat(TerminalSize.decode(Bytes.ofUtf8("{\"ROWS\":24,\"x\":[{}],\"Cols\":80}")))
                .isEqualTo(new TerminalSize(80, 24));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "{",
                "{\"cols\":80}",
                "{\"cols\":80,\"rows\":-1}",
                "{\"cols\":80,\"rows\":65536}",
                "{\"cols\":80,\"rows\":1e400}",
                "{\"cols\":80,\"rows\":9999999999999999999999}",
                "{\"cols\":\"80\",\"rows\":24}",
                "{\"cols\":80,\"rows\":24} x"
            })
    void refusesAnySizeThatIsNone(String json) {
        assertThatThrownBy(() -> TerminalSize.decode(Bytes.ofUtf8(json)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refusesJsonThatIsTooDeepOrTooLarge() {
        String deep = "{\"a\":".repeat(100_000);
        String large = "{\"a\":\"" + "x".repeat(2_000_000) + "\"}";
        String many = "{\"a\":[" + "1,".repeat(300_000) + "1]}";

        for (String bomb : List.of(deep, large, many)) {
            assertThatThrownBy(() -> Acknowledge.decode(Bytes.ofUtf8(bomb)))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void escapesWhatGoEscapes() {
        assertThat(new AgentSessionState("<a>&\u2028\u0001\b\n\"", "x").encode().toUtf8())
                .contains("\\u003ca\\u003e\\u0026\\u2028\\u0001\\u0008\\n\\\"");
    }

    @Property
    void noPayloadBreaksADecoder(@ForAll @Size(max = 64) byte[] any) {
        Bytes payload = Bytes.copyOf(any);
        for (Decoder decoder : DECODERS) {
            try {
                decoder.decode(payload);
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    /// Right keys, wrong values: the shape a hostile peer would try.
    @Property
    void noValueBreaksADecoder(@ForAll("values") String value) {
        String json =
                KEYS.stream()
                        .map(key -> "\"" + key + "\":" + value)
                        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
        for (Decoder decoder : DECODERS) {
            try {
                decoder.decode(Bytes.ofUtf8(json));
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> values() {
        return net.jqwik.api.Arbitraries.of(
                "null",
                "1",
                "-1",
                "1.5",
                "1e999999999",
                "\"\"",
                "\"x\"",
                "\"\\ud800\"",
                "[]",
                "[null]",
                "[[]]",
                "[1]",
                "[{}]",
                "{}",
                "true",
                "\"1-1-1-1-1\"",
                "\"{}\"",
                "\"{\"",
                "[{\"ActionType\":7}]",
                "99999999999999999999",
                "\"+1000000000-12-31T23:59:59Z\"");
    }

    private interface Decoder {
        Object decode(Bytes payload) throws MalformedMessageException;
    }

    private static final List<Decoder> DECODERS =
            List.of(
                    Acknowledge::decode,
                    AgentSessionState::decode,
                    ChannelClosed::decode,
                    OpenDataChannel::decode,
                    OpenControlChannel::decode,
                    TerminalSize::decode,
                    HandshakeRequest::decode,
                    HandshakeResponse::decode,
                    HandshakeComplete::decode,
                    AgentTaskComplete::decode,
                    AgentTaskAcknowledge::decode,
                    InteractiveShell::decode);

    private static final List<String> KEYS =
            List.of(
                    "AcknowledgedMessageType",
                    "AcknowledgedMessageId",
                    "AcknowledgedMessageSequenceNumber",
                    "SessionId",
                    "SessionState",
                    "MessageId",
                    "CreatedDate",
                    "DestinationId",
                    "Output",
                    "RequestId",
                    "TokenValue",
                    "ClientId",
                    "ClientVersion",
                    "ClientInstanceId",
                    "AgentVersion",
                    "PlatformType",
                    "cols",
                    "rows",
                    "RequestedClientActions",
                    "ProcessedClientActions",
                    "Errors",
                    "HandshakeTimeToComplete",
                    "CustomerMessage",
                    "TaskId",
                    "FinalTaskStatus",
                    "InstanceId",
                    "RetryNumber",
                    "Content",
                    "DocumentContent",
                    "Parameters");
}
