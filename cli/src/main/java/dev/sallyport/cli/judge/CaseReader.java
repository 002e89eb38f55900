package dev.sallyport.cli.judge;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.Principal;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Makes cases of the tables in a file: what stands above all cases counts where a case says
/// nothing.
final class CaseReader {
    private static final Set<String> SHARED =
            Set.of(
                    "policies",
                    "boundary",
                    "session",
                    "guard-rails",
                    "principal",
                    "context",
                    "mfa",
                    "at",
                    "from");
    private static final Set<String> OF_A_CASE =
            Set.of("name", "action", "resource", "tags", "expect");
    private static final String ACCOUNT = "111122223333";

    private final Path folder;
    private final Instant now;
    private final Map<String, CompiledPolicy> read = new HashMap<>();

    CaseReader(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    List<Case> cases(Fields document) {
        Set<String> known = new HashSet<>(SHARED);
        known.add("case");
        document.allowOnly(known);
        List<Case> cases = new ArrayList<>();
        List<JsonNode> rows = document.find("case").map(Fields::several).orElse(List.of());
        for (JsonNode row : rows) {
            String where = document.where() + ", case " + (cases.size() + 1);
            cases.add(oneCase(document, new Fields(where, row)));
        }
        if (cases.isEmpty()) {
            throw Fields.fault(document.where() + ": there is no [[case]]");
        }
        return cases;
    }

    private Case oneCase(Fields shared, Fields row) {
        Set<String> known = new HashSet<>(SHARED);
        known.addAll(OF_A_CASE);
        row.allowOnly(known);
        String action = needed(row, "action");
        return new Case(
                row.text("name").orElse(action),
                who(shared, row),
                action,
                things(row),
                situation(shared, row),
                expected(row));
    }

    private static String needed(Fields row, String name) {
        return row.text(name)
                .orElseThrow(() -> Fields.fault(row.where() + ": '" + name + "' is missing"));
    }

    private static Case.Expected expected(Fields row) {
        String word = needed(row, "expect");
        if (word.equals("deny")) {
            return new Case.Expected(word, List.of(Outcome.IMPLICIT_DENY, Outcome.EXPLICIT_DENY));
        }
        Outcome outcome =
                Outcome.find(word)
                        .orElseThrow(() ->
                                Fields.fault(
                                        row.where()
                                                + ": expect is '"
                                                + word
                                                + "' (expected: allow, deny, implicit-deny or"
                                                + " explicit-deny)"));
        return new Case.Expected(word, List.of(outcome));
    }

    private static List<Thing> things(Fields row) {
        Optional<JsonNode> resource = row.find("resource");
        if (resource.isEmpty()) {
            return List.of(Thing.nothing());
        }
        List<Thing> things = new ArrayList<>();
        for (JsonNode each : Fields.several(resource.orElseThrow())) {
            // Tags of the case are those of its first resource: a node's, not its document's.
            Map<String, String> tags = things.isEmpty() ? row.table("tags").texts() : Map.of();
            if (each.isObject()) {
                Fields table = new Fields(row.where() + ", resource", each);
                table.allowOnly(Set.of("arn", "tags"));
                Map<String, String> own = new HashMap<>(tags);
                own.putAll(table.table("tags").texts());
                things.add(Thing.of(needed(table, "arn"), Optional.of(own)));
            } else {
                things.add(Thing.of(row.text("resource", each), Optional.of(tags)));
            }
        }
        return things;
    }

    private Situation situation(Fields shared, Fields row) {
        Map<String, List<String>> context = new LinkedHashMap<>(shared.table("context").lists());
        context.putAll(row.table("context").lists());
        Proof proof =
                row.flag("mfa")
                        .or(() -> shared.flag("mfa"))
                        .map(used -> used ? Proof.MFA : Proof.SESSION)
                        .orElse(Proof.LONG_TERM_KEY);
        return new Situation(
                row.text("at").or(() -> shared.text("at")).map(it -> time(row, it)).orElse(now),
                row.text("from").or(() -> shared.text("from")),
                proof,
                context);
    }

    private static Instant time(Fields row, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw Fields.fault(
                    row.where() + ": at is '" + text + "' (expected: 2030-01-31T12:00:00Z)");
        }
    }

    private Who who(Fields shared, Fields row) {
        Fields common = shared.table("principal");
        Fields own = row.table("principal");
        Stream.of(common, own)
                .forEach(it -> it.allowOnly(Set.of("user", "role", "session", "account", "tags")));
        Map<String, String> tags = new LinkedHashMap<>(common.table("tags").texts());
        tags.putAll(own.table("tags").texts());
        String account = either(own, common, "account").orElse(ACCOUNT);
        // A case that names a user means it even if the file is about a role, and the other way.
        Fields named = own.find("user").isPresent() || own.find("role").isPresent() ? own : common;
        String session = either(own, common, "session").orElse("session");
        Optional<String> role = named.text("role");
        String name = role.or(() -> named.text("user")).orElse("alice");
        Principal principal = role.isPresent() ? role(account, name, session) : user(account, name);
        return new Who(name, principal, tags, policies(shared, row));
    }

    private static Optional<String> either(Fields own, Fields common, String name) {
        return own.text(name).or(() -> common.text(name));
    }

    private static Principal user(String account, String name) {
        return new Principal.User(
                account, "arn:aws:iam::" + account + ":user/" + name, "AIDAEXAMPLE");
    }

    private static Principal role(String account, String name, String session) {
        return new Principal.RoleSession(
                account,
                "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session,
                "arn:aws:iam::" + account + ":role/" + name,
                "AROAEXAMPLE");
    }

    private PrincipalPolicies policies(Fields shared, Fields row) {
        return new PrincipalPolicies(
                index(shared, row, "policies").orElse(PolicyIndex.NONE),
                index(shared, row, "boundary"),
                index(shared, row, "session"),
                index(shared, row, "guard-rails").stream().toList());
    }

    private Optional<PolicyIndex> index(Fields shared, Fields row, String name) {
        return row.find(name)
                .or(() -> shared.find(name))
                .map(value ->
                        PolicyIndex.of(
                                Fields.several(value).stream()
                                        .map(it -> policy(row.where(), name, it))
                                        .toList()));
    }

    private CompiledPolicy policy(String where, String list, JsonNode value) {
        if (value.isObject()) {
            return compile(new PolicyText(list, value.toString()));
        }
        String text = value.isString() ? value.asString() : "";
        if (text.stripLeading().startsWith("{")) {
            return compile(new PolicyText(list, text));
        }
        if (text.isEmpty()) {
            throw Fields.fault(where + ": " + list + " are names of files, or policies");
        }
        return read.computeIfAbsent(text, this::load);
    }

    private CompiledPolicy load(String name) {
        try {
            return compile(new PolicyText(name, Files.readString(folder.resolve(name))));
        } catch (IOException _) {
            throw new Failure(ExitCode.USAGE, "cannot read " + folder.resolve(name));
        }
    }

    private static CompiledPolicy compile(PolicyText text) {
        return switch (text.parse(PolicyKind.IDENTITY)) {
            case PolicyOutcome.Parsed(var policy) -> CompiledPolicy.compile(text.name(), policy);
            case PolicyOutcome.Malformed malformed ->
                    throw new Failure(ExitCode.USAGE, text.name() + ": " + malformed.message());
        };
    }
}
