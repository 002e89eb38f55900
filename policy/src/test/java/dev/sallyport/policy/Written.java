package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.Policy;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Policies of the tests: files, and the short form of the case tables.
final class Written {
    private static final Map<String, String> NAMES =
            Map.of(
                    "Ni", "arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718",
                    "DEF", "arn:aws:ssm:us-east-1:111122223333:document/SSM-SessionManagerRunShell",
                    "SSH", "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession",
                    "PF", "arn:aws:ssm:us-east-1::document/AWS-StartPortForwardingSession",
                    "PFR",
                            "arn:aws:ssm:us-east-1::document/AWS-StartPortForwardingSessionToRemoteHost",
                    "KEY", "arn:aws:kms:us-east-1:111122223333:key/1234",
                    "ROLE", "arn:aws:iam::111122223333:role/Dev");

    private Written() {}

    /// What a shorthand of the tables stands for.
    static String name(String shorthand) {
        return NAMES.getOrDefault(shorthand, shorthand);
    }

    static String resource(String path) {
        try (InputStream in = Written.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Policy policy(String written, PolicyKind kind) {
        String json = written.endsWith(".json") ? resource(written) : json(written, kind);
        PolicyOutcome outcome = Policies.parse(json, kind);
        assertThat(outcome).as(json).isInstanceOf(PolicyOutcome.Parsed.class);
        return ((PolicyOutcome.Parsed) outcome).policy();
    }

    static CompiledPolicy compiled(String written, PolicyKind kind) {
        return CompiledPolicy.compile(written, policy(written, kind));
    }

    static PolicyIndex index(List<String> written) {
        return PolicyIndex.of(
                written.stream().map(text -> compiled(text, PolicyKind.IDENTITY)).toList());
    }

    /// `[principal] A actions resources {condition} ;; D ...`
    private static String json(String written, PolicyKind kind) {
        boolean old = written.startsWith("2008 ");
        String rest = old ? written.substring(5) : written;
        String principal = "";
        if (rest.startsWith("[")) {
            String name = rest.substring(1, rest.indexOf(']'));
            principal = "\"Principal\":{\"AWS\":\"" + name + "\"},";
            rest = rest.substring(rest.indexOf(']') + 2);
        }
        String before = principal;
        String statements =
                List.of(rest.split(" ;; ", -1)).stream()
                        .map(text -> statement(text, before, kind))
                        .collect(Collectors.joining(","));
        return "{\"Version\":\""
                + (old ? "2008-10-17" : "2012-10-17")
                + "\",\"Statement\":["
                + statements
                + "]}";
    }

    private static String statement(String written, String principal, PolicyKind kind) {
        int brace = written.indexOf(" {");
        String condition = brace < 0 ? "" : ",\"Condition\":" + written.substring(brace + 1);
        String[] words = (brace < 0 ? written : written.substring(0, brace)).split(" ", -1);
        return "{\"Effect\":\""
                + (words[0].equals("A") ? "Allow" : "Deny")
                + "\","
                + principal
                + list("Action", words[1])
                + (kind == PolicyKind.TRUST ? "" : "," + list("Resource", words[2]))
                + condition
                + "}";
    }

    private static String list(String element, String words) {
        boolean not = words.startsWith("!");
        // A comma inside ${key,'default'} divides nothing.
        String[] items = (not ? words.substring(1) : words).split(",(?![^{]*\\})", -1);
        return "\""
                + (not ? "Not" : "")
                + element
                + "\":["
                + List.of(items).stream()
                        .map(item -> "\"" + name(item) + "\"")
                        .collect(Collectors.joining(","))
                + "]";
    }
}
