package dev.sallyport.server.api.ec2;

/// EC2's filter patterns: `*` for any text, `?` for one character, a backslash before either.
final class Wildcard {
    private Wildcard() {}

    /// Takes time proportional to both lengths at most, whatever the pattern: it comes from a
    /// stranger.
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && fits(pattern, p, text.charAt(t))) {
                p += width(pattern, p);
                t++;
            } else if (star >= 0) {
                // The last star takes one character more.
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean fits(String pattern, int at, char c) {
        return isEscape(pattern, at)
                ? pattern.charAt(at + 1) == c
                : pattern.charAt(at) == '?' || pattern.charAt(at) == c;
    }

    private static int width(String pattern, int at) {
        return isEscape(pattern, at) ? 2 : 1;
    }

    private static boolean isEscape(String pattern, int at) {
        return pattern.charAt(at) == '\\' && at + 1 < pattern.length();
    }
}
