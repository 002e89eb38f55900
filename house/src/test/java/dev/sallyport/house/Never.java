package dev.sallyport.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Arrows nobody may draw, whatever the arrows file says. Each has its reason.
final class Never {
    private static final String[] DOMAIN = {
        "..server.identity..",
        "..server.fleet..",
        "..server.documents..",
        "..server.access..",
        "..server.sessions..",
        "..server.commands..",
        "..server.keys..",
        "..server.logs..",
        "..server.recordings..",
        "..server.trail.."
    };
    // An SSM document is a JSON or YAML tree: reading, checking and filling it is the room's work.
    private static final String JSON_IS_ITS_SUBJECT = "..server.documents..";
    private static final String[] SQL = {"java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite.."};
    private static final DescribedPredicate<JavaClass> SERVER =
            resideInAPackage("dev.sallyport..server..").as("the server");

    private Never() {}

    static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        domain(rules);
        modules(rules);
        relay(rules);
        libraries(rules);
        rules.put(
                "only a program's own room uses its Wiring",
                classes()
                        .that(resideInAPackage("dev.sallyport..").and(simpleName("Wiring")))
                        .should(onlyBeUsedInItsRoom())
                        .because("what a class needs is handed to it; it fetches nothing"));
        return rules;
    }

    private static void relay(Map<String, ArchRule> rules) {
        rules.put(
                "the relay uses no room of the server",
                never(
                                resideInAPackage("..server.relay.."),
                                SERVER.and(resideOutsideOfPackages("..server.relay..")))
                        .because(
                                "it gets decided tickets and asks nobody: its loops must never wait"
                                        + " for a policy or a table"));
        rules.put(
                "the relay knows no SQL",
                never(resideInAPackage("..server.relay.."), resideInAnyPackage(SQL))
                        .because("an event loop that waits for a disk stops every session on it"));
    }

    private static void libraries(Map<String, ArchRule> rules) {
        DescribedPredicate<JavaClass> elsewhere =
                resideInAPackage("dev.sallyport..")
                        .and(resideOutsideOfPackages("..server.net..", "..server.relay.."));
        DescribedPredicate<JavaClass> root =
                DescribedPredicate.describe("the root room", Never::putsTogether);
        rules.put(
                "Netty stays in net and relay",
                never(elsewhere.and(DescribedPredicate.not(root)), resideInAPackage("io.netty.."))
                        .because(
                                "a buffer that leaves the room is read after it was given back;"
                                        + " doors carry Bytes"));
        rules.put(
                "the root room takes nothing but loops from Netty",
                never(
                                elsewhere.and(root),
                                resideInAPackage("io.netty..")
                                        .and(resideOutsideOfPackages("io.netty.util.concurrent..")))
                        .because("loops are threads, and it makes and joins those"));
        rules.put(
                "production code is free of the AWS SDK",
                never(
                                resideInAPackage("dev.sallyport..")
                                        .and(resideOutsideOfPackages("..server.blobs..")),
                                resideInAnyPackage("software.amazon..", "com.amazonaws.."))
                        .because(
                                "we are what it talks to; only writing to a user's own S3,"
                                        + " CloudWatch or KMS may use it"));
    }

    private static void domain(Map<String, ArchRule> rules) {
        DescribedPredicate<JavaClass> domain = resideInAnyPackage(DOMAIN).as("the domain rooms");
        put(rules, "Netty", domain, "the domain outlives its sockets", "io.netty..");
        put(rules, "SQL", domain, "storage is a port of the room, made real in store.*", SQL);
        put(
                rules,
                "JSON",
                domain.and(resideOutsideOfPackages(JSON_IS_ITS_SUBJECT)).as("the domain rooms"),
                "text is decoded at the doors; inside, values are typed",
                "tools.jackson..",
                "com.fasterxml..",
                "com.google.gson..");
        put(
                rules,
                "HTTP",
                domain,
                "a use case must be callable without a request",
                "java.net.http..",
                "com.sun.net.httpserver..",
                "..sallyport..server.net..");
        put(
                rules,
                "AWS shapes",
                domain,
                "shapes change with AWS's models; the domain does not",
                "..sallyport..server.api..",
                "..sallyport..protocol.aws..");
    }

    private static void modules(Map<String, ArchRule> rules) {
        DescribedPredicate<JavaClass> ours = resideInAPackage("dev.sallyport..");
        DescribedPredicate<JavaClass> protocol = resideInAPackage("dev.sallyport..protocol..");
        DescribedPredicate<JavaClass> audit = resideInAPackage("dev.sallyport..audit..");
        rules.put(
                "protocol uses none of us",
                never(protocol, ours.and(DescribedPredicate.not(protocol)))
                        .because("everybody stands on it"));
        rules.put(
                "audit uses protocol only",
                never(
                                audit,
                                ours.and(DescribedPredicate.not(audit))
                                        .and(DescribedPredicate.not(protocol)))
                        .because("an auditor must be able to verify with it alone"));
        DescribedPredicate<JavaClass> policy = resideInAPackage("dev.sallyport..policy..");
        rules.put(
                "policy uses protocol only",
                never(
                                policy,
                                ours.and(DescribedPredicate.not(policy))
                                        .and(DescribedPredicate.not(protocol)))
                        .because("what decides must be readable, and testable, alone"));
        pure(rules, protocol.as("protocol"), "it is pure: bytes to values and back");
        pure(rules, policy.as("policy"), "it is pure: a decision depends on what is handed in");
        rules.put(
                "agent and cli do not use the server",
                never(resideInAnyPackage("dev.sallyport..agent..", "dev.sallyport..cli.."), SERVER)
                        .because("they must run, and be built, without it"));
        rules.put(
                "the server does not use agent or cli",
                never(SERVER, resideInAnyPackage("dev.sallyport..agent..", "dev.sallyport..cli.."))
                        .because("they meet on the wire"));
    }

    private static void pure(
            Map<String, ArchRule> rules, DescribedPredicate<JavaClass> who, String reason) {
        put(
                rules,
                "I/O, threads or logs",
                who,
                reason,
                "java.nio.file..",
                "java.nio.channels..",
                "java.net.http..",
                "java.util.logging..",
                "org.slf4j..",
                "java.util.concurrent");
    }

    private static void put(
            Map<String, ArchRule> rules,
            String what,
            DescribedPredicate<JavaClass> who,
            String reason,
            String... packages) {
        rules.put(
                who.getDescription() + ": no " + what,
                never(who, resideInAnyPackage(packages)).because(reason));
    }

    private static ArchRule never(
            DescribedPredicate<JavaClass> from, DescribedPredicate<JavaClass> to) {
        return noClasses().that(from).should().dependOnClassesThat(to).allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> onlyBeUsedInItsRoom() {
        return new ArchCondition<>("be used in its own room only") {
            @Override
            public void check(JavaClass wiring, ConditionEvents events) {
                wiring.getDirectDependenciesToSelf().stream()
                        .filter(use -> !Rooms.of(use.getOriginClass()).equals(Rooms.of(wiring)))
                        .forEach(use ->
                                events.add(
                                        SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    /// The places where a program is put together: the server's root room, which does nothing else,
    /// and each Main and Wiring.
    static boolean putsTogether(JavaClass javaClass) {
        String outermost = javaClass.getName().replaceFirst("\\$.*", "");
        return Rooms.of(javaClass).equals("server")
                || outermost.endsWith(".Main")
                || outermost.endsWith(".Wiring");
    }
}
