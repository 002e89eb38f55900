package dev.sallyport.agent.keys;

import java.util.Optional;
import java.util.regex.Pattern;

/// One user's public key, fit to stand in `authorized_keys`.
///
/// @param key its algorithm and its Base64, without comment
public record GroupKey(String user, String id, String key) {
    private static final Pattern USER = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{16,128}");
    // What sshd knows and nothing else: a line with options would be more than a key.
    private static final Pattern KEY =
            Pattern.compile(
                    "(ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)"
                            + "|sk-ssh-ed25519@openssh\\.com|sk-ecdsa-sha2-nistp256@openssh\\.com)"
                            + " ([A-Za-z0-9+/]{40,16384}={0,2})");

    public GroupKey {
        require(USER, user, "user");
        require(ID, id, "id");
        require(KEY, key, "key");
    }

    private static void require(Pattern pattern, String text, String field) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(field + ": not of the form " + pattern);
        }
    }

    /// As the server says it; nothing when it is no bare key. A comment is left off.
    public static Optional<GroupKey> of(String user, String id, String line) {
        String[] words = line.strip().split(" +", 3);
        if (words.length < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GroupKey(user, id, words[0] + " " + words[1]));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String line() {
        return key + " " + user + " " + id;
    }
}
