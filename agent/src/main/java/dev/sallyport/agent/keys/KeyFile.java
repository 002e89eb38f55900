package dev.sallyport.agent.keys;

import dev.sallyport.agent.shell.AsAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// `~/.ssh/authorized_keys` of an account of the machine, changed as a whole or not at all.
///
/// The agent may be root and the directory the account's, which may put links there for root to
/// follow. So it is the account itself that reads and writes. A file that is a link is left alone:
/// what it leads to is not this file's to replace.
final class KeyFile {
    private static final String READ =
            """
            set -eu
            file="$HOME/.ssh/authorized_keys"
            if [ -L "$file" ]; then echo "$file is a link and is left alone" >&2; exit 1; fi
            if [ -e "$file" ]; then exec cat -- "$file"; fi
            """;
    // Remade in place of the file in one step; sshd wants nobody else able to write there.
    private static final String WRITE =
            """
            set -eu
            umask 077
            file="$HOME/.ssh/authorized_keys"
            mkdir -p -- "$HOME/.ssh"
            draft="$(mktemp -- "$file.XXXXXXXX")"
            trap 'rm -f -- "$draft"' EXIT
            cat > "$draft"
            sync -- "$draft"
            mv -f -T -- "$draft" "$file"
            """;
    private static final byte[] NOTHING = {};

    private final AsAccount accounts;
    private final String account;

    KeyFile(AsAccount accounts, String account) {
        this.accounts = accounts;
        this.account = account;
    }

    /// Puts `change` of the present text in its place; says whether anything was changed.
    boolean change(UnaryOperator<String> change) throws IOException, InterruptedException {
        // Byte for byte, whatever the other lines are written in.
        String before =
                new String(accounts.run(account, READ, NOTHING), StandardCharsets.ISO_8859_1);
        String after = change.apply(before);
        if (after.equals(before)) {
            return false;
        }
        var _ = accounts.run(account, WRITE, after.getBytes(StandardCharsets.ISO_8859_1));
        return true;
    }
}
