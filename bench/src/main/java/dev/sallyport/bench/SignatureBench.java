package dev.sallyport.bench;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.Claim;
import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.ParsedSignature;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.SignatureParser;
import dev.sallyport.protocol.sigv4.Signer;
import dev.sallyport.protocol.sigv4.SigningKey;
import dev.sallyport.protocol.sigv4.Verification;
import dev.sallyport.protocol.sigv4.VerificationRules;
import dev.sallyport.protocol.sigv4.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The proof of one request's signature, of a key that was used today: parsed, hashed, compared.
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.SECONDS)
public class SignatureBench {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Bytes BODY =
            Bytes.ofUtf8(
                    "{\"Target\":\"mi-0a1b2c3d4e5f60718\",\"DocumentName\":\"AWS-StartSSHSession\","
                            + "\"Parameters\":{\"portNumber\":[\"22\"]}}");
    private static final VerificationRules RULES =
            VerificationRules.of("us-east-1", "ssm", Duration.ofMinutes(5));

    private final Verifier verifier = new Verifier(new DerivedKeys(1_000));
    private final RequestHead head = head();

    private static RequestHead head() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Host", "sp.example"));
        headers.add(new Header("Content-Type", "application/x-amz-json-1.1"));
        headers.add(new Header("X-Amz-Target", "AmazonSSM.StartSession"));
        headers.add(new Header("User-Agent", "aws-cli/2.9.19 Python/3.11.2 Linux/6.1.0"));
        RequestHead bare = new RequestHead("POST", "/", "", headers);
        SigningKey key = new SigningKey("AKIAIOSFODNN7EXAMPLE", SECRET, Optional.empty());
        headers.addAll(Signer.sign(bare, BODY, key, "us-east-1", "ssm", NOW));
        return new RequestHead("POST", "/", "", headers);
    }

    private final Claim parsed = parsed();

    private Claim parsed() {
        return switch (SignatureParser.parse(head)) {
            case ParsedSignature.Present(var claim) -> claim;
            case ParsedSignature.Absent _, ParsedSignature.Malformed _ ->
                    throw new IllegalStateException("the request is signed");
        };
    }

    /// What is claimed has been read before, as it is for finding the key.
    @Benchmark
    public Verification verifyParsed() {
        return verifier.verify(head, BODY, parsed, SECRET, NOW, RULES);
    }

    /// From the request's head and body to the answer.
    @Benchmark
    public Verification verify() {
        return verifier.verify(head, BODY, parsed(), SECRET, NOW, RULES);
    }
}
