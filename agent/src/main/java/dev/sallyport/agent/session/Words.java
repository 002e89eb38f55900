package dev.sallyport.agent.session;

import dev.sallyport.agent.shell.StartRefusedException;
import java.util.ArrayList;
import java.util.List;

/// A command line cut into words as a shell would, and nothing else of a shell: no variables, no
/// patterns, no redirection.
final class Words {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private Words(String text) {
        this.text = text;
    }

    static List<String> split(String text) throws StartRefusedException {
        Words words = new Words(text);
        while (words.at < text.length()) {
            words.step();
        }
        words.finish();
        if (words.words.isEmpty()) {
            throw new StartRefusedException("Commands cannot be empty");
        }
        return List.copyOf(words.words);
    }

    private void step() throws StartRefusedException {
        char c = text.charAt(at++);
        switch (c) {
            case ' ', '\t', '\r', '\n' -> finish();
            case '#' -> comment(c);
            case '\'' -> quoted();
            case '"' -> doubleQuoted();
            case '\\' -> add(next("a character after \\"));
            default -> add(c);
        }
    }

    /// Only at the start of a word.
    private void comment(char c) {
        if (inWord) {
            add(c);
            return;
        }
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void quoted() throws StartRefusedException {
        inWord = true;
        for (char c = next("a closing '"); c != '\''; c = next("a closing '")) {
            add(c);
        }
    }

    private void doubleQuoted() throws StartRefusedException {
        inWord = true;
        for (char c = next("a closing \""); c != '"'; c = next("a closing \"")) {
            add(c == '\\' ? next("a character after \\") : c);
        }
    }

    private char next(String wanted) throws StartRefusedException {
        if (at == text.length()) {
            throw new StartRefusedException("The command ends without " + wanted);
        }
        return text.charAt(at++);
    }

    private void add(char c) {
        inWord = true;
        word.append(c);
    }

    private void finish() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
