package dev.sallyport.server.config;

import dev.sallyport.policy.language.IpRange;
import dev.sallyport.protocol.AccountId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Text to values. Each form throws {@link IllegalArgumentException} for a text it cannot read; the
/// setting's own words say what it wanted.
final class Forms {
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB)");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+");

    private Forms() {}

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Path file(String text) {
        Path path = path(text);
        require(java.nio.file.Files.isReadable(path));
        return path;
    }

    static Path directory(String text) {
        Path path = path(text);
        require(java.nio.file.Files.isDirectory(path));
        return path;
    }

    static String region(String text) {
        require(REGION.matcher(text).matches());
        return text;
    }

    static String domain(String text) {
        require(DOMAIN.matcher(text).matches());
        return text;
    }

    static AccountId account(String text) {
        return new AccountId(text);
    }

    static int port(String text) {
        int port = Integer.parseInt(text);
        require(port >= 0 && port <= 65535);
        return port;
    }

    /// A literal only: a name looked up here could make a start depend on DNS.
    static String address(String text) {
        require(ADDRESS.matcher(text).matches());
        try {
            return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<String> names(String text) {
        return Arrays.stream(text.split(",")).map(String::trim).filter(n -> !n.isEmpty()).toList();
    }

    static List<IpRange> ranges(String text) {
        return names(text).stream().map(Forms::range).toList();
    }

    private static IpRange range(String text) {
        return IpRange.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an address range"));
    }

    /// Whether it is the first of two words.
    static boolean either(String text, String yes, String no) {
        require(text.equals(yes) || text.equals(no));
        return text.equals(yes);
    }

    static Duration duration(String text, Duration least, Duration most) {
        var match = DURATION.matcher(text);
        require(match.matches());
        long count = Long.parseLong(match.group(1));
        Duration duration =
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        require(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
        return duration;
    }

    static long size(String text) {
        var match = SIZE.matcher(text);
        require(match.matches());
        int shift =
                switch (match.group(2)) {
                    case "B" -> 0;
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    default -> 30;
                };
        return Math.multiplyExact(Long.parseLong(match.group(1)), 1L << shift);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not of the form");
        }
    }
}
