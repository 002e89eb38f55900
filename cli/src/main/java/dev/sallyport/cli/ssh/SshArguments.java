package dev.sallyport.cli.ssh;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// OpenSSH's command line: options, `[user@]NODE`, and perhaps a command.
///
/// @param options to pass on as they are
/// @param reach where forwarded connections lead by these options: `node` or `anywhere`
public record SshArguments(
        List<String> options,
        String node,
        Optional<String> user,
        List<String> command,
        String reach) {
    private static final String NODE = "node";
    private static final String ANYWHERE = "anywhere";

    /// Options of OpenSSH's that take a value.
    private static final String WITH_VALUE = "BbcDEeFIiJLlmOoPpQRSWw";

    private static final Map<Character, String> REFUSED =
            Map.of(
                    'A', "the agent of your keys is not lent to nodes",
                    'X', "X11 is not forwarded",
                    'Y', "X11 is not forwarded",
                    'J', "nodes are reached through the server, not through each other",
                    'K', "credentials are not lent to nodes",
                    'w', "tunnels of networks are not made",
                    'f', "the session ends with this program: put it into the background yourself",
                    'O', "a master connection is asked by its ControlPath: use ssh -O itself");

    private static final Set<String> REFUSED_SETTINGS =
            Set.of(
                    "forwardagent",
                    "forwardx11",
                    "proxyjump",
                    "proxycommand",
                    "controlpersist",
                    "tunnel",
                    "forkafterauthentication");

    public SshArguments {
        options = List.copyOf(options);
        command = List.copyOf(command);
    }

    /// Reads what stands behind `sallyport ssh`.
    public static SshArguments read(List<String> words) {
        return new Reader(words).read();
    }

    private static final class Reader {
        private final List<String> words;
        private final List<String> options = new ArrayList<>();
        private final List<String> command = new ArrayList<>();
        private Optional<String> node = Optional.empty();
        private Optional<String> user = Optional.empty();
        private String reach = NODE;
        private int at;

        Reader(List<String> words) {
            this.words = words;
        }

        SshArguments read() {
            boolean optionsOver = false;
            while (at < words.size()) {
                String word = words.get(at++);
                if (word.equals("--") && !optionsOver) {
                    optionsOver = true;
                } else if (!optionsOver && word.length() > 1 && word.startsWith("-")) {
                    options(word);
                } else if (node.isEmpty()) {
                    destination(word);
                } else {
                    command.add(word);
                    command.addAll(words.subList(at, words.size()));
                    at = words.size();
                }
            }
            return new SshArguments(
                    options,
                    node.orElseThrow(() -> usage("which node? (expected: [user@]NODE)")),
                    user,
                    command,
                    reach);
        }

        /// One word may hold several, the last of them with its value: `-tto`, `BatchMode=yes`.
        private void options(String word) {
            for (int i = 1; i < word.length(); i++) {
                char option = word.charAt(i);
                Optional.ofNullable(REFUSED.get(option)).ifPresent(why -> refuse(option, why));
                if (WITH_VALUE.indexOf(option) >= 0) {
                    option(option, value(word, i));
                    return;
                }
                options.add("-" + option);
            }
        }

        private String value(String word, int at) {
            if (at + 1 < word.length()) {
                return word.substring(at + 1);
            }
            if (this.at == words.size()) {
                throw usage("-" + word.charAt(at) + ": a value is missing");
            }
            return words.get(this.at++);
        }

        private void option(char option, String value) {
            switch (option) {
                case 'l' -> user = Optional.of(value);
                case 'p' -> {} // of an SSH server on the node, which is not what answers here
                case 'o' -> setting(value);
                case 'L', 'D', 'W' -> {
                    reaching(option, value);
                    pass(option, value);
                }
                default -> pass(option, value);
            }
        }

        private void pass(char option, String value) {
            options.add("-" + option);
            options.add(value);
        }

        private void setting(String text) {
            String[] parts = text.strip().split("[\\s=]+", 2);
            String name = parts[0].toLowerCase(Locale.ROOT);
            String value = parts.length < 2 ? "" : parts[1].strip();
            boolean off = Set.of("no", "none").contains(value.toLowerCase(Locale.ROOT));
            if (REFUSED_SETTINGS.contains(name) && !off) {
                throw usage("-o " + parts[0] + ": not supported by sallyport ssh");
            }
            switch (name) {
                case "user" -> user = Optional.of(value);
                case "port" -> {}
                case "localforward" -> {
                    reaching('L', value.replaceFirst("\\s+", ":"));
                    pass('o', text);
                }
                case "dynamicforward" -> {
                    reaching('D', value);
                    pass('o', text);
                }
                default -> pass('o', text);
            }
        }

        private void reaching(char option, String value) {
            if (option == 'D' || !isNode(host(value))) {
                reach = ANYWHERE;
            }
        }

        /// Of `[bind:]port:host:hostport`, or of `host:port` as `-W` has it.
        private static String host(String value) {
            String head = value.substring(0, Math.max(0, value.lastIndexOf(':')));
            if (head.endsWith("]")) {
                return head.substring(head.lastIndexOf('[') + 1, head.length() - 1);
            }
            return head.substring(head.lastIndexOf(':') + 1);
        }

        private static boolean isNode(String host) {
            return Set.of("localhost", "::1", "0:0:0:0:0:0:0:1")
                            .contains(host.toLowerCase(Locale.ROOT))
                    || host.matches("127\\.[0-9.]+");
        }

        private void destination(String word) {
            String rest = word.startsWith("ssh://") ? word.substring(6) : word;
            int end = rest.lastIndexOf('@');
            if (end >= 0) {
                user = Optional.of(rest.substring(0, end));
            }
            String name = rest.substring(end + 1);
            if (word.startsWith("ssh://")) {
                name = name.replaceFirst("(:[0-9]+)?/?$", "");
            }
            if (name.isEmpty()) {
                throw usage("which node? (expected: [user@]NODE)");
            }
            node = Optional.of(name);
        }

        private static void refuse(char option, String why) {
            throw usage("-" + option + ": " + why);
        }

        private static Failure usage(String text) {
            return new Failure(ExitCode.USAGE, text);
        }
    }
}
