package dev.sallyport.policy;

/// A resource's name with its colons found once.
final class Arn {
    static final int PARTS = 6;

    private final String text;
    private final int[] starts = new int[PARTS];
    private final boolean whole;

    Arn(String text) {
        this.text = text;
        int part = 1;
        int colon = text.indexOf(':');
        while (colon >= 0 && part < PARTS) {
            starts[part++] = colon + 1;
            colon = text.indexOf(':', colon + 1);
        }
        whole = part == PARTS;
    }

    String text() {
        return text;
    }

    /// Whether it has all six parts. What has not is matched by `*` alone.
    boolean isWhole() {
        return whole;
    }

    int start(int part) {
        return starts[part];
    }

    int end(int part) {
        return part == PARTS - 1 ? text.length() : starts[part + 1] - 1;
    }

    /// The sixth part, what the name is of.
    String rest() {
        return whole ? text.substring(starts[PARTS - 1]) : text;
    }
}
