package dev.sallyport.server.sessions;

import dev.sallyport.protocol.SessionId;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/// Makes session ids: the owner's name, so that policies can speak of `session/<name>-*`, and 130
/// random bits.
public final class SessionIds {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int RANDOM_SIZE = 26;
    private static final int NAME_SIZE = 96 - 1 - RANDOM_SIZE;
    private static final Pattern STRANGE = Pattern.compile("[^\\w+=,.@-]");
    // The id is a file name and a program argument on the node.
    private static final Pattern LEADING = Pattern.compile("^[.-]+");
    // Agents up to 3.3.987.0 lose the messages of sessions with this in their id.
    private static final String UNLUCKY = "tmp";

    private final SecureRandom random;

    public SessionIds(SecureRandom random) {
        this.random = random;
    }

    SessionId next(String ownerName) {
        String suffix = suffix();
        while (suffix.contains(UNLUCKY)) {
            suffix = suffix();
        }
        return new SessionId(prefix(ownerName) + "-" + suffix);
    }

    private static String prefix(String ownerName) {
        String plain = STRANGE.matcher(ownerName).replaceAll("_");
        String name = LEADING.matcher(plain).replaceFirst("").replace(UNLUCKY, "t_mp");
        if (name.isEmpty()) {
            return "session";
        }
        return name.substring(0, Math.min(name.length(), NAME_SIZE));
    }

    private String suffix() {
        StringBuilder text = new StringBuilder(RANDOM_SIZE);
        for (int i = 0; i < RANDOM_SIZE; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
