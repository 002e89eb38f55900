package dev.sallyport.policy.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// JSON to a draft: which elements there are, and of which form.
final class DraftReader {
    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
    private static final Set<String> ELEMENTS =
            Set.of(
                    "Sid",
                    "Effect",
                    "Principal",
                    "NotPrincipal",
                    "Action",
                    "NotAction",
                    "Resource",
                    "NotResource",
                    "Condition");

    private final PolicyKind kind;

    DraftReader(PolicyKind kind) {
        this.kind = kind;
    }

    Draft read(Json document) throws Fault {
        if (!(document instanceof Json.Struct policy)) {
            throw Fault.syntax(document.at(), "a policy is an object: { ... }");
        }
        requireKnown(policy, TOP);
        Draft.Version version = version(policy);
        Optional<String> id = Optional.empty();
        Optional<Json> written = find(policy, "Id");
        if (written.isPresent()) {
            id = Optional.of(Forms.text(written.orElseThrow(), "Id").text());
        }
        Optional<Json> statement = find(policy, "Statement");
        if (statement.isEmpty()) {
            throw Fault.syntax(policy.at(), "add \"Statement\": [ ... ]");
        }
        return new Draft(version, id, parts(statement.orElseThrow()));
    }

    private static Draft.Version version(Json.Struct policy) throws Fault {
        Optional<Json> written = find(policy, "Version");
        if (written.isEmpty()) {
            return new Draft.Version(PolicyVersion.V2008, false, policy.at());
        }
        Json.Text text = Forms.text(written.orElseThrow(), "Version");
        for (PolicyVersion version : PolicyVersion.values()) {
            if (version.written().equals(text.text())) {
                return new Draft.Version(version, true, text.at());
            }
        }
        throw Fault.syntax(
                text.at(), "Version: " + Fault.quote(text.text()) + " (expected: \"2012-10-17\")");
    }

    private List<Draft.Part> parts(Json statement) throws Fault {
        List<Json> items =
                statement instanceof Json.Array array ? array.items() : List.of(statement);
        if (items.isEmpty()) {
            throw Fault.syntax(statement.at(), "Statement is empty: add a statement");
        }
        List<Draft.Part> parts = new ArrayList<>();
        for (Json item : items) {
            if (!(item instanceof Json.Struct struct)) {
                throw Fault.syntax(item.at(), "a statement is an object: { ... }");
            }
            parts.add(part(struct));
        }
        return parts;
    }

    private Draft.Part part(Json.Struct statement) throws Fault {
        requireKnown(statement, ELEMENTS);
        Optional<Json.Text> sid = Optional.empty();
        Optional<Json> written = find(statement, "Sid");
        if (written.isPresent()) {
            sid = Optional.of(Forms.text(written.orElseThrow(), "Sid"));
        }
        return new Draft.Part(
                sid,
                effect(statement, sid),
                principals(statement),
                words(statement, "Action"),
                words(statement, "Resource"),
                Forms.conditions(find(statement, "Condition")),
                new Statement.Span(statement.at(), statement.end()));
    }

    private Effect effect(Json.Struct statement, Optional<Json.Text> sid) throws Fault {
        Optional<Json> written = find(statement, "Effect");
        if (written.isEmpty()) {
            throw Fault.syntax(statement.at(), "add \"Effect\": \"Allow\" or \"Deny\"");
        }
        Json.Text text = Forms.text(written.orElseThrow(), "Effect");
        for (Effect effect : Effect.values()) {
            if (effect.written().equals(text.text())) {
                return effect;
            }
        }
        // Buckets' policies are refused with a text of their own, keys' policies with none known.
        String said =
                kind == PolicyKind.RESOURCE
                        ? "Invalid effect: " + text.text()
                        : "Syntax errors in policy.";
        throw new Fault(text.at(), said, mendEffect(text.text(), sid));
    }

    private static String mendEffect(String written, Optional<Json.Text> sid) {
        for (Effect effect : Effect.values()) {
            if (effect.written().equalsIgnoreCase(written)) {
                return "write " + Fault.quote(effect.written()) + ": its case counts";
            }
        }
        String must = "Effect must be \"Allow\" or \"Deny\"";
        return sid.map(text ->
                        must
                                + "; "
                                + Fault.quote(written)
                                + " reads like a Sid and stands where the effect belongs,"
                                + " while Sid is "
                                + Fault.quote(text.text())
                                + ": were they swapped?")
                .orElse(must + ", not " + Fault.quote(written));
    }

    private Optional<Draft.Whom> principals(Json.Struct statement) throws Fault {
        Optional<Json.Member> found = oneOf(statement, "Principal", "NotPrincipal");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Json.Member member = found.orElseThrow();
        return Optional.of(
                new Draft.Whom(
                        member.at(),
                        new Principals(
                                member.name().startsWith("Not"), Forms.names(member.value()))));
    }

    private static Optional<Draft.Words> words(Json.Struct statement, String name) throws Fault {
        Optional<Json.Member> found = oneOf(statement, name, "Not" + name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Json.Member member = found.orElseThrow();
        return Optional.of(
                new Draft.Words(
                        member.name().startsWith("Not"),
                        member.at(),
                        Forms.texts(member.value(), member.name())));
    }

    private static Optional<Json.Member> oneOf(Json.Struct struct, String one, String other)
            throws Fault {
        Optional<Json.Member> found = Optional.empty();
        for (Json.Member member : struct.members()) {
            if (member.name().equals(one) || member.name().equals(other)) {
                if (found.isPresent()) {
                    throw Fault.syntax(
                            member.at(), "a statement has either " + one + " or " + other);
                }
                found = Optional.of(member);
            }
        }
        return found;
    }

    private static Optional<Json> find(Json.Struct struct, String name) {
        return struct.members().stream()
                .filter(member -> member.name().equals(name))
                .map(Json.Member::value)
                .findFirst();
    }

    private static void requireKnown(Json.Struct struct, Set<String> known) throws Fault {
        for (Json.Member member : struct.members()) {
            if (!known.contains(member.name())) {
                throw Fault.syntax(
                        member.at(),
                        "unknown element "
                                + Fault.quote(member.name())
                                + nearest(member.name(), known)
                                        .map(name -> ": write " + Fault.quote(name))
                                        .orElse(
                                                " (expected: "
                                                        + String.join(
                                                                ", ",
                                                                known.stream().sorted().toList())
                                                        + ")"));
            }
        }
    }

    private static Optional<String> nearest(String written, Set<String> known) {
        String bare = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> {
                    String wanted = name.toLowerCase(Locale.ROOT);
                    return wanted.equals(bare) || bare.equals(wanted + "s");
                })
                .findFirst();
    }
}
