package dev.sallyport.bench;

import dev.sallyport.policy.ResourcePolicy;
import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.access.Things;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.Pass;
import dev.sallyport.server.identity.directory.Account;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The whole decision about a StartSession, as the server makes it: the caller's policies from the
/// account, the node by all its ARNs with its tags, and the document.
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StartSessionBench {
    private static final AccountId ACCOUNT = new AccountId("111122223333");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final NodeId NODE = new NodeId("mi-0a1b2c3d4e5f60718");
    private static final int EACH = 100;

    /// How many policies the caller has; the other users of the account have a hundred each.
    @Param({"10", "100", "1000"})
    public int policies;

    /// How many policies there are in the account besides.
    @Param({"0", "100000"})
    public int others;

    private final ResourceNames names = new ResourceNames("us-east-1", ACCOUNT);
    private AccountInMemory store = new AccountInMemory(account());
    private Optional<PolicyAccess> access = Optional.empty();
    private Question question = question();

    private static Roster account() {
        return Roster.empty(new Account(ACCOUNT, NOW, Optional.empty(), Optional.empty()));
    }

    private Question question() {
        Caller.User alice =
                new Caller.User(ACCOUNT, "alice", id(0), "AKIAIOSFODNN7EXAMPLE", Map.of());
        Pass pass =
                new Pass(
                        "ASIAIOSFODNN7EXAMPLE",
                        NOW.minusSeconds(120),
                        NOW.plusSeconds(3600),
                        Optional.of(NOW.minusSeconds(120)));
        return new Question(
                new Caller.UserSession(alice, pass),
                "ssm:StartSession",
                Aim.at(List.of(names.node(NODE), names.document("SSM-SessionManagerRunShell"))),
                Circumstances.now(NOW, "203.0.113.10", "aws-cli/2", true, "us-east-1"));
    }

    private static String id(int number) {
        return "AIDA%017d".formatted(number);
    }

    private static User user(int number, List<String> documents) {
        Grants grants = Grants.NONE;
        for (int i = 0; i < documents.size(); i++) {
            grants = grants.withInline("policy-" + i, documents.get(i));
        }
        return User.named(new Label(id(number), "/", "user-" + number, NOW)).withGrants(grants);
    }

    /// Makes the account and asks once, so that what is measured is warm.
    @Setup
    public void open() {
        Roster roster = account().with(user(0, SamplePolicies.mixed(policies)));
        List<String> hundred = SamplePolicies.mixed(EACH);
        for (int i = 1; i <= others / EACH; i++) {
            roster = roster.with(user(i, hundred));
        }
        store = new AccountInMemory(roster);
        PolicyAccess made = new PolicyAccess(Directory.open(store, _ -> {}), new Nodes(names));
        access = Optional.of(made);
        question = question();
        if (made.decide(question) instanceof Decision.Deny(String reason)) {
            throw new IllegalStateException(reason);
        }
    }

    /// How often the account's store was read since the account was opened.
    int reads() {
        return store.reads();
    }

    /// Allowed on the node and on the document.
    @Benchmark
    public Decision decide() {
        return access.orElseThrow().decide(question);
    }

    /// The node as the server knows it when its tags were read once.
    private record Nodes(ResourceNames names) implements Things {
        private static final Map<String, String> TAGS = Map.of("team", "payments", "Name", "web");

        @Override
        public List<String> namesOf(String arn) {
            if (!arn.endsWith(NODE.value())) {
                return List.of(arn);
            }
            List<String> all = new ArrayList<>(List.of(arn));
            all.addAll(names.nodeAliases(NODE));
            return all;
        }

        @Override
        public Map<String, String> tagsOf(String arn) {
            return arn.endsWith(NODE.value()) ? TAGS : Map.of();
        }

        @Override
        public Map<String, List<String>> keysOf(String arn) {
            return Map.of();
        }

        @Override
        public Optional<ResourcePolicy> policyOf(String action, String arn) {
            return Optional.empty();
        }
    }
}
