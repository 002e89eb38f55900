package dev.sallyport.cli.command;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A command for a node in the one string that documents have for it. Agents split it as a shell
/// would, but run no shell.
final class RemoteCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private RemoteCommand() {}

    /// Several words are a program and its arguments, taken as they are. One word is a line for a
    /// shell, if it is more than a program's name.
    static String of(List<String> words) {
        if (words.size() == 1 && !PLAIN.matcher(words.getFirst()).matches()) {
            return "sh -c " + quote(words.getFirst());
        }
        return words.stream().map(RemoteCommand::quote).collect(Collectors.joining(" "));
    }

    /// One word for a shell, whatever is in it.
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
    }
}
