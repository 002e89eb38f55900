package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.StartSessionResponse;

/// Clients that mean harm, or are broken: others go on, and nobody is left waiting.
@ExtendWith(SharedSallyport.class)
class HostileClientTest {
    @Test
    void malformedFramesReachNobodyAndTheSessionGoesOn(Sallyport sallyport) throws Exception {
        StartSessionResponse started = start(sallyport);
        try (RawClient client = new RawClient(sallyport, started.streamUrl())) {
            client.open(started.tokenValue());
            client.await("output_stream_data", "$ ");
            byte[] good = RawClient.input(0, "echo $((6*7))-fine\n");

            for (int size = 116; size < 120; size++) {
                client.send(Arrays.copyOf(good, size));
            }
            client.send(with(good, 0, 1_000_000));
            client.send(with(good, 0, 115));
            client.send(with(good, 116, 1 << 30));
            client.send(with(good, 80, 0));
            client.send(new byte[0]);
            client.send(good);

            client.await("output_stream_data", "42-fine");
        }
    }

    private static byte[] with(byte[] good, int offset, int value) {
        byte[] bad = good.clone();
        ByteBuffer.wrap(bad).putInt(offset, value);
        return bad;
    }

    /// DC-06: refused after the upgrade and in a frame, for a plugin waits for ever on less.
    @Test
    void aTokenOpensOneSocketOnce(Sallyport sallyport) throws Exception {
        StartSessionResponse started = start(sallyport);
        try (RawClient first = new RawClient(sallyport, started.streamUrl());
                RawClient second = new RawClient(sallyport, started.streamUrl())) {
            first.open(started.tokenValue());
            first.await("output_stream_data", "$ ");

            second.open(started.tokenValue());

            second.await("channel_closed", "not valid");
            first.type(0, "echo $((6*7))-still\n");
            first.await("output_stream_data", "42-still");
        }
    }

    /// DC-08: a socket may come unsigned, but a signature that is there must be good.
    @Test
    void aBadSignatureOnTheSocketIsRefusedInAFrame(Sallyport sallyport) throws Exception {
        StartSessionResponse started = start(sallyport);
        String forged =
                "AWS4-HMAC-SHA256 Credential="
                        + sallyport.fact("accessKeyId")
                        + "/20260101/us-east-1/ssmmessages/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature="
                        + "0".repeat(64);
        try (RawClient client =
                new RawClient(
                        sallyport,
                        started.streamUrl(),
                        Map.of("Authorization", forged, "X-Amz-Date", "20260101T000000Z"))) {
            client.open(started.tokenValue());

            client.await("channel_closed", "Signature");
        }
    }

    @Test
    void aTokenOfAnotherSessionOpensNothing(Sallyport sallyport) throws Exception {
        StartSessionResponse mine = start(sallyport);
        StartSessionResponse other = start(sallyport);
        try (RawClient client = new RawClient(sallyport, other.streamUrl())) {
            client.open(mine.tokenValue());

            client.await("channel_closed", "not valid");
        }
    }

    @Test
    void aClientThatVanishesMayComeBackAndMissesNothing(Sallyport sallyport) throws Exception {
        StartSessionResponse started = start(sallyport);
        try (RawClient first = new RawClient(sallyport, started.streamUrl())) {
            first.open(started.tokenValue());
            first.await("output_stream_data", "$ ");
            first.type(0, "(for i in 1 2 3; do sleep 0.3; echo late-$((i*i)); done) &\n");
            first.await("output_stream_data", "done) &");
        }
        try (SsmClient ssm = Sdk.ssm(sallyport)) {
            var resumed = ssm.resumeSession(r -> r.sessionId(started.sessionId()));
            try (RawClient second = new RawClient(sallyport, resumed.streamUrl())) {
                second.open(resumed.tokenValue());
                second.await("output_stream_data", "late-9");
                assertThat(second.received("output_stream_data")).contains("late-1", "late-4");
            }
        }
    }

    @Test
    void connectionsThatSayNothingDoNotKeepOthersOut(Sallyport sallyport) throws Exception {
        URI endpoint = URI.create(sallyport.endpoint());
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 3_000; i++) {
                Socket socket = new Socket();
                socket.connect(
                        new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), 5_000);
                silent.add(socket);
                if (i % 3 == 0) {
                    // A TLS record that never ends.
                    socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
                }
            }
        } catch (java.io.IOException refused) {
            assertThat(silent).as("refused early: %s", refused).hasSizeGreaterThan(100);
        }
        try {
            // In their first second the silent ones keep their places; a newcomer comes again.
            int status = sallyport.cli("", "nodes", "--json").status();
            for (int tries = 1; status != 0 && tries < 10; tries++) {
                status = sallyport.cli("", "nodes", "--json").status();
            }
            assertThat(status).isZero();
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyOfNestedListsIsRefusedAtOnce(Sallyport sallyport) throws Exception {
        String bomb = "[".repeat(400_000);
        Run curl =
                Run.of(
                        List.of(
                                "curl",
                                "-s",
                                "--cacert",
                                sallyport.ca().toString(),
                                "-X",
                                "POST",
                                "-H",
                                "X-Amz-Target: AmazonSSM.RegisterManagedInstance",
                                "-H",
                                "Content-Type: application/x-amz-json-1.1",
                                "--data-binary",
                                "@-",
                                "-w",
                                " %{http_code}",
                                sallyport.endpoint()),
                        sallyport.environment(),
                        "{\"ActivationId\":" + bomb,
                        java.time.Duration.ofSeconds(20));

        assertThat(curl.output()).contains("SerializationException").endsWith(" 400");
    }

    @Test
    void noSessionStartsWhenItCannotBeRecorded(@TempDir Path data) throws Exception {
        try (Sallyport full = Sallyport.start(data);
                SsmClient ssm = Sdk.ssm(full)) {
            Path recordings = data.resolve("server/recordings");
            Files.move(recordings, data.resolve("elsewhere"));

            assertThatThrownBy(() -> ssm.startSession(r -> r.target(full.node())))
                    .isInstanceOf(SsmException.class)
                    .hasMessageContaining("record");
        }
    }

    private static StartSessionResponse start(Sallyport sallyport) {
        try (SsmClient ssm = Sdk.ssm(sallyport)) {
            return ssm.startSession(r -> r.target(sallyport.node()));
        }
    }

    @Test
    void anUnsignedCallIsTurnedAway(Sallyport sallyport) throws Exception {
        Run curl =
                Run.of(
                        List.of(
                                "curl",
                                "-s",
                                "--cacert",
                                sallyport.ca().toString(),
                                "-X",
                                "POST",
                                "-H",
                                "X-Amz-Target: AmazonSSM.DescribeSessions",
                                "-H",
                                "Content-Type: application/x-amz-json-1.1",
                                "-d",
                                "{\"State\":\"Active\"}",
                                sallyport.endpoint()),
                        sallyport.environment(),
                        "",
                        java.time.Duration.ofSeconds(20));

        assertThat(curl.output())
                .contains("MissingAuthenticationTokenException")
                .doesNotContain("admin-");
    }
}
