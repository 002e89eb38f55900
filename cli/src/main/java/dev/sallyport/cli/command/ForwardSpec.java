package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to forward: `[HOST:]PORT[:LOCAL]`.
///
/// @param host a host that the node reaches; the node itself if empty
/// @param local the port of this machine, if it matters
record ForwardSpec(Optional<String> host, int port, OptionalInt local) {
    private static final int MOST = 65535;
    // A host name needs a letter or a dot, or it is a port; IPv6 stands in brackets.
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?<host>\\[[0-9A-Fa-f:.%_a-z]+]|(?![0-9]+:)[A-Za-z0-9._-]+):)?"
                            + "(?<port>[0-9]{1,5})(?::(?<local>[0-9]{1,5}))?");

    static ForwardSpec parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text);
        }
        Optional<String> host =
                Optional.ofNullable(form.group("host")).map(ForwardSpec::withoutBrackets);
        int port = number(text, form.group("port"), 1);
        OptionalInt local =
                form.group("local") == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(number(text, form.group("local"), 0));
        return new ForwardSpec(host, port, local);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int number(String text, String digits, int least) {
        int number = Integer.parseInt(digits);
        if (number < least || number > MOST) {
            throw wrong(text);
        }
        return number;
    }

    private static Failure wrong(String text) {
        return new Failure(
                ExitCode.USAGE,
                "'" + text + "' is nothing to forward (expected: [HOST:]PORT[:LOCAL])",
                "such as 5432, 80:8080, db.internal:5432, or [::1]:80:8080");
    }

    /// The far end, as people write it.
    String shown(String node) {
        String where = host.orElse(node);
        return (where.contains(":") ? "[" + where + "]" : where) + ":" + port;
    }
}
