package dev.sallyport.server.api.ssm;

import java.util.regex.Pattern;

/// Compares what filters compare: version numbers part by part, other texts letter by letter.
final class Versions {
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})*");
    private static final Pattern DOT = Pattern.compile("\\.");

    private Versions() {}

    static int compare(String left, String right) {
        if (!VERSION.matcher(left).matches() || !VERSION.matcher(right).matches()) {
            return left.compareTo(right);
        }
        int[] a = parts(left);
        int[] b = parts(right);
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int order = Integer.compare(i < a.length ? a[i] : 0, i < b.length ? b[i] : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int[] parts(String version) {
        return DOT.splitAsStream(version).mapToInt(Integer::parseInt).toArray();
    }
}
