package dev.sallyport.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Frames made with the code of the public plugin and agent (Go), as recorded in our notes on the
/// data channel. Each must come out of our encoder byte for byte, and go in again.
class VectorsTest {
    private static final long CREATED = 1_700_000_000_123L;
    private static final UUID ID = UUID.fromString("dd01e56b-ff48-483e-a508-b5f073f31b16");
    private static final Stamp STAMP = new Stamp(ID, CREATED, 0);
    private static final String INPUT_TYPE =
            "00000074696e7075745f73747265616d5f64617461202020202020202020202020202020";
    private static final String OUTPUT_TYPE =
            "000000746f75747075745f73747265616d5f646174612020202020202020202020202020";
    private static final String SCHEMA_AND_DATE = "000000010000018bcfe5687b";
    private static final String ID_ON_THE_WIRE = "a508b5f073f31b16dd01e56bff48483e";
    private static final Bytes V3 =
            Bytes.ofHex(
                    "0000007461636b6e6f776c6564676520202020202020202020202020202020202020202000"
                            + "0000010000018bcfe5687b00000000000000000000000000000003a508b5f073f31b16"
                            + "dd01e56bff48483e713a0a17057de630213f7292907ce38462812ea213a29366f537f6"
                            + "8c6ab60e8500000000000000b07b2241636b6e6f776c65646765644d65737361676554"
                            + "797065223a226f75747075745f73747265616d5f64617461222c2241636b6e6f776c65"
                            + "646765644d6573736167654964223a2264643031653536622d666634382d343833652d"
                            + "613530382d623566303733663331623136222c2241636b6e6f776c65646765644d6573"
                            + "7361676553657175656e63654e756d626572223a302c22497353657175656e7469616c"
                            + "4d657373616765223a747275657d");

    private static Frame stream(String type, long sequence, int payloadType, Bytes payload) {
        return Frames.stream(type, sequence, payloadType, payload, STAMP);
    }

    private static void isExactly(Frame frame, Bytes wire) throws MalformedFrameException {
        assertThat(FrameCodec.encode(frame).toHex()).isEqualTo(wire.toHex());
        assertThat(FrameCodec.decode(wire)).isEqualTo(frame);
    }

    @Test
    void v1InputOfTwoLettersAndANewline() throws Exception {
        isExactly(
                stream(
                        MessageTypes.INPUT_STREAM_DATA,
                        0,
                        PayloadTypes.OUTPUT,
                        Bytes.ofUtf8("ls\n")),
                Bytes.ofHex(
                        INPUT_TYPE
                                + SCHEMA_AND_DATE
                                + "00000000000000000000000000000000"
                                + ID_ON_THE_WIRE
                                + "e9fe7e88e89d532379960402db8f9458194dae772aa5fda5a12806c22215f0ff"
                                + "00000001000000036c730a"));
    }

    @Test
    void v2TerminalSize() throws Exception {
        isExactly(
                stream(
                        MessageTypes.INPUT_STREAM_DATA,
                        1,
                        PayloadTypes.SIZE,
                        new TerminalSize(80, 24).encode()),
                Bytes.ofHex(
                        INPUT_TYPE
                                + SCHEMA_AND_DATE
                                + "00000000000000010000000000000000"
                                + ID_ON_THE_WIRE
                                + "d53ca1ea7dce87c11432052a8550ed2615cf715ca843c89710ed83325b691cba"
                                + "00000003000000157b22636f6c73223a38302c22726f7773223a32347d"));
    }

    @Test
    void v3AcknowledgementOfTheFirstOutput() throws Exception {
        Frame output =
                stream(MessageTypes.OUTPUT_STREAM_DATA, 0, PayloadTypes.OUTPUT, Bytes.ofUtf8("x"));

        isExactly(Frames.acknowledge(output, ID, CREATED), V3);
        assertThat(Acknowledge.decode(FrameCodec.decode(V3).payload()))
                .isEqualTo(new Acknowledge("output_stream_data", ID, 0));
    }

    @Test
    void v4FlagThatEndsTheSession() throws Exception {
        isExactly(
                stream(
                        MessageTypes.INPUT_STREAM_DATA,
                        7,
                        PayloadTypes.FLAG,
                        Bytes.ofHex("00000002")),
                Bytes.ofHex(
                        INPUT_TYPE
                                + SCHEMA_AND_DATE
                                + "00000000000000070000000000000000"
                                + ID_ON_THE_WIRE
                                + "433ebf5bc03dffa38536673207a21281612cef5faa9bc7a4d5b9be2fdb12cf1a"
                                + "0000000a0000000400000002"));
    }

    @Test
    void v5FirstOutputOfANode() throws Exception {
        isExactly(
                stream(MessageTypes.OUTPUT_STREAM_DATA, 0, PayloadTypes.OUTPUT, Bytes.ofUtf8("$ ")),
                Bytes.ofHex(
                        OUTPUT_TYPE
                                + SCHEMA_AND_DATE
                                + "00000000000000000000000000000001"
                                + ID_ON_THE_WIRE
                                + "e5b111ba26d5bb1cc89d8a3d74fad4cf1ebd5701c29877969c322b456d0784a3"
                                + "00000001000000022420"));
    }

    @Test
    void v6StateOfANodesSession() throws Exception {
        AgentSessionState connected =
                new AgentSessionState("alice-0abc", AgentSessionState.CONNECTED);
        Bytes wire =
                Bytes.ofHex(
                        "000000746167656e745f73657373696f6e5f737461746520202020202020202020202020"
                                + SCHEMA_AND_DATE
                                + "00000000000000000000000000000003"
                                + ID_ON_THE_WIRE
                                + "bad3c73bed732ef1f8ad68fea8b61892aba763a4c89df587673b2321eb822d3a"
                                + "00000000000000477b22536368656d6156657273696f6e223a312c2253657373"
                                + "696f6e5374617465223a22436f6e6e6563746564222c2253657373696f6e4964"
                                + "223a22616c6963652d30616263227d");

        isExactly(Frames.agentSessionState(connected, ID, CREATED), wire);
        assertThat(AgentSessionState.decode(FrameCodec.decode(wire).payload()))
                .isEqualTo(connected);
    }

    /// V7a is the encrypted payload inside; ciphers are not this room's yet, so it passes
    /// untouched.
    @Test
    void v7AndV8EncryptedOutput() throws Exception {
        Bytes encrypted =
                Bytes.ofHex("000102030405060708090a0b2f67ba77aa2797ff353b8a046d28236dcd9d057bbb");

        isExactly(
                stream(MessageTypes.OUTPUT_STREAM_DATA, 5, PayloadTypes.OUTPUT, encrypted),
                Bytes.ofHex(
                        OUTPUT_TYPE
                                + SCHEMA_AND_DATE
                                + "00000000000000050000000000000000"
                                + ID_ON_THE_WIRE
                                + "3c67ac1901b02eefef186980d42e851c224ad322c429ee3636586526311c9717"
                                + "0000000100000021"
                                + encrypted.toHex()));
    }

    /// Two opens, data and closes of a multiplexed port session; the multiplexer's own framing is
    /// payload here and must come through as it is.
    @Test
    void v9MultiplexedStreamsAreJustBytes() throws Exception {
        Bytes mux =
                Bytes.ofHex(
                        "01000000030000000102120003000000474554202f20485454502f312e300d0a0d0a"
                                + "01000000050000000102020005000000dead"
                                + "01010000030000000101000005000000");
        Bytes wire =
                FrameCodec.encode(
                        stream(MessageTypes.INPUT_STREAM_DATA, 1, PayloadTypes.OUTPUT, mux));

        assertThat(FrameCodec.decode(wire).payload()).isEqualTo(mux);
    }

    @Test
    void v10FlagOfAPortThatCannotBeReached() throws Exception {
        isExactly(
                stream(
                        MessageTypes.OUTPUT_STREAM_DATA,
                        2,
                        PayloadTypes.FLAG,
                        Bytes.ofHex("00000003")),
                Bytes.ofHex(
                        OUTPUT_TYPE
                                + SCHEMA_AND_DATE
                                + "00000000000000020000000000000000"
                                + ID_ON_THE_WIRE
                                + "88185d128d9922e0e6bcd32b07b6c7f20f27968eab447a1d8d1cdf250f79f7d3"
                                + "0000000a0000000400000003"));
    }

    @Test
    void v11ClosedChannel() throws Exception {
        ChannelClosed closed =
                new ChannelClosed(ID, CREATED, "mi-0123456789abcdef0", "alice-0abc", "");
        Bytes wire =
                Bytes.ofHex(
                        "000000746368616e6e656c5f636c6f736564202020202020202020202020202020202020"
                                + SCHEMA_AND_DATE
                                + "00000000000000000000000000000003"
                                + ID_ON_THE_WIRE
                                + "ac3257d48abd68639b9db69a5243f77042a7f84e531af19f71a059e46b537a92"
                                + "00000000000000cf"
                                + "7b224d6573736167654964223a2264643031653536622d666634382d34383365"
                                + "2d613530382d623566303733663331623136222c224372656174656444617465"
                                + "223a2231373030303030303030313233222c2244657374696e6174696f6e4964"
                                + "223a226d692d3031323334353637383961626364656630222c2253657373696f"
                                + "6e4964223a22616c6963652d30616263222c224d65737361676554797065223a"
                                + "226368616e6e656c5f636c6f736564222c22536368656d6156657273696f6e22"
                                + "3a312c224f7574707574223a22227d");

        isExactly(Frames.channelClosed(closed), wire);
        assertThat(ChannelClosed.decode(FrameCodec.decode(wire).payload())).isEqualTo(closed);
    }
}
