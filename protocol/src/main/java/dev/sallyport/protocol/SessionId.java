package dev.sallyport.protocol;

import java.util.regex.Pattern;

/// The name of one session: the caller's name, a hyphen, and 26 random characters.
///
/// It is a path segment, a directory name on the node and a process argument there, so its alphabet
/// is AWS's (`[\w+=,.@-]`, at most 96). Agents up to 3.3.987.0 lose messages of sessions whose id
/// holds `tmp`; whoever makes ids must avoid it.
public record SessionId(String value) {
    private static final Pattern FORM = Pattern.compile("[\\w+=,.@-]{1,96}");

    public SessionId {
        if (!FORM.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new MalformedId("session id", value, "1-96 of letters, digits and _+=,.@-");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
