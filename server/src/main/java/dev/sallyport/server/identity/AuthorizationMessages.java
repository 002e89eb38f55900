package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// Why somebody was refused, in words only those may read who may know the policies: sealed, for
/// the refused to pass on.
public final class AuthorizationMessages {
    private static final int LONGEST = 10_240;

    private final Sealer sealer;

    public AuthorizationMessages(MasterKey master, SecureRandom random) {
        this.sealer = new Sealer(master, "authorization message", random);
    }

    public String encode(AccountId account, String message) {
        Bytes sealed = sealer.seal(Bytes.ofUtf8(message), account.value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.toArray());
    }

    /// Empty for anything but a message made here for this account.
    public Optional<String> decode(AccountId account, String encoded) {
        if (encoded.length() > LONGEST) {
            return Optional.empty();
        }
        Bytes sealed;
        try {
            sealed = Bytes.wrap(Base64.getUrlDecoder().decode(encoded));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return sealer.open(sealed, account.value()) instanceof Sealer.Opened.Plain(Bytes plain)
                ? Optional.of(plain.toUtf8())
                : Optional.empty();
    }
}
