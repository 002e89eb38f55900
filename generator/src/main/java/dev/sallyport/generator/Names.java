package dev.sallyport.generator;

import java.util.Locale;
import java.util.Set;

/// Model names to Java names.
final class Names {
    /// Words no record component may bear.
    private static final Set<String> TAKEN =
            Set.of(
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "case",
                    "catch",
                    "class",
                    "clone",
                    "continue",
                    "default",
                    "do",
                    "else",
                    "enum",
                    "extends",
                    "final",
                    "finalize",
                    "finally",
                    "for",
                    "getClass",
                    "hashCode",
                    "if",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "notify",
                    "notifyAll",
                    "of",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "return",
                    "static",
                    "super",
                    "switch",
                    "this",
                    "throw",
                    "toMap",
                    "toString",
                    "try",
                    "void",
                    "wait",
                    "while");

    private Names() {}

    /// `InstanceId` -> `instanceId`, `IPAddress` -> `ipAddress`, `S3Url` -> `s3Url`.
    static String component(String member) {
        int run = 0;
        while (run < member.length() && Character.isUpperCase(member.charAt(run))) {
            run++;
        }
        boolean wordFollows = run < member.length() && Character.isLowerCase(member.charAt(run));
        int lower = run > 1 && wordFollows ? run - 1 : run;
        String name = member.substring(0, lower).toLowerCase(Locale.ROOT) + member.substring(lower);
        return TAKEN.contains(name) ? name + "_" : name;
    }

    static String type(String service) {
        return service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
    }

    /// `StartSession` -> `START_SESSION`.
    static String constant(String operation) {
        return operation
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
