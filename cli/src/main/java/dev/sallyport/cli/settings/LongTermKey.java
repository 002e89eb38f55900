package dev.sallyport.cli.settings;

import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.util.Optional;

/// A key that does not expire, and where it stands.
///
/// @param inProfile whether it stands in the profile's own section of the credentials file, where
///   temporary credentials would replace it
public record LongTermKey(SigningKey key, boolean inProfile) {
    /// What the name of the section of long-term keys has behind the profile's.
    public static final String SUFFIX = "-long-term";

    static Optional<LongTermKey> find(IniFile file, String section, boolean inProfile) {
        Optional<String> id = file.get(section, "aws_access_key_id");
        Optional<String> secret = file.get(section, "aws_secret_access_key");
        boolean temporary =
                file.get(section, "aws_session_token").isPresent()
                        || id.filter(text -> text.startsWith("ASIA")).isPresent();
        if (id.isEmpty() || secret.isEmpty() || temporary) {
            return Optional.empty();
        }
        SigningKey key =
                new SigningKey(id.orElseThrow(), Secret.of(secret.orElseThrow()), Optional.empty());
        return Optional.of(new LongTermKey(key, inProfile));
    }
}
