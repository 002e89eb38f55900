package dev.sallyport.server.documents;

import java.util.regex.Pattern;

/// Which operating-system users a session may run as.
public final class RunAsUsers {
    /// As it is shown in messages.
    public static final String FORM = "a user name of [a-z_][a-z0-9_-]{0,31}, and not root";

    // Strict, because agents hand the name to a root shell unquoted.
    private static final Pattern ALLOWED = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    private RunAsUsers() {}

    public static boolean isAllowed(String user) {
        return ALLOWED.matcher(user).matches() && !user.equals("root");
    }
}
