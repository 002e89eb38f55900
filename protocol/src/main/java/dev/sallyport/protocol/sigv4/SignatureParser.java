package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.sigv4.ParsedSignature.Absent;
import dev.sallyport.protocol.sigv4.ParsedSignature.Malformed;
import dev.sallyport.protocol.sigv4.ParsedSignature.Present;
import dev.sallyport.protocol.sigv4.ParsedSignature.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the signature of a request, in its header or its query, and reads what it claims.
public final class SignatureParser {
    private static final long LONGEST_LIFE_SECONDS = 604_800;
    private static final String NAME_SIGNS = "-_!#$%&'*+.^`|~";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private SignatureParser() {}

    public static ParsedSignature parse(RequestHead head) {
        List<String> authorization = head.values("authorization");
        Query query = Query.parse(head.rawQuery());
        boolean inQuery =
                query.has("X-Amz-Algorithm")
                        || query.has("X-Amz-Credential")
                        || query.has(Query.SIGNATURE);
        if ((inQuery ? 1 : 0) + authorization.size() > 1) {
            return new Malformed(
                    Reason.INVALID,
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                            + " Signature query string parameter or the Authorization header"
                            + " should be specified");
        }
        try {
            if (inQuery) {
                return new Present(fromQuery(query));
            }
            if (!authorization.isEmpty()) {
                return new Present(fromHeader(head, authorization.getFirst().strip()));
            }
            if (query.has("AWSAccessKeyId")) {
                throw unsupported();
            }
            return new Absent();
        } catch (Refused refused) {
            return refused.found;
        }
    }

    private static Claim fromHeader(RequestHead head, String authorization) throws Refused {
        int blank = authorization.indexOf(' ');
        String algorithm = blank < 0 ? authorization : authorization.substring(0, blank);
        if (!algorithm.equals(CanonicalRequest.ALGORITHM)) {
            throw unsupported();
        }
        Parts parts = parts(authorization, algorithm.length());
        List<String> dates = head.values("x-amz-date");
        boolean hasDate = !dates.isEmpty() || head.has("date");
        demandAll(parts, hasDate);
        Instant time = dates.isEmpty() ? dateHeader(head) : requestTime(dates);
        String signedAt = dates.isEmpty() ? AmzTime.format(time) : dates.getFirst().strip();
        String[] credential = credential(parts.credential);
        return new Claim(
                credential[0],
                new Scope(credential[1], credential[2], credential[3]),
                signedHeaders(parts.signedHeaders),
                parts.signature,
                one(head.values("x-amz-security-token"), Query.TOKEN),
                time,
                signedAt,
                new Claim.InHeader());
    }

    private static Claim fromQuery(Query query) throws Refused {
        String algorithm = demand(query, "X-Amz-Algorithm");
        if (!algorithm.equals(CanonicalRequest.ALGORITHM)) {
            throw unsupported();
        }
        String[] credential = credential(demand(query, "X-Amz-Credential"));
        String signature = demand(query, Query.SIGNATURE);
        List<String> signedHeaders = signedHeaders(demand(query, "X-Amz-SignedHeaders"));
        Instant time = requestTime(List.of(demand(query, "X-Amz-Date")));
        return new Claim(
                credential[0],
                new Scope(credential[1], credential[2], credential[3]),
                signedHeaders,
                signature,
                one(query.values(Query.TOKEN), Query.TOKEN),
                time,
                AmzTime.format(time),
                new Claim.InQuery(expires(query)));
    }

    /// The parts of an `Authorization` header by their names, empty where one is missing.
    private static final class Parts {
        private String credential = "";
        private String signedHeaders = "";
        private String signature = "";
        private final List<String> names = new ArrayList<>(3);

        void add(String name, String value) throws Refused {
            if (names.contains(name)) {
                throw incomplete("Authorization header holds '" + name + "' more than once.");
            }
            names.add(name);
            switch (name) {
                case "Credential" -> credential = value;
                case "SignedHeaders" -> signedHeaders = value;
                case "Signature" -> signature = value;
                // Others may come one day, and mean nothing yet.
                default -> {}
            }
        }

        boolean areWhole() {
            return !credential.isEmpty() && !signedHeaders.isEmpty() && !signature.isEmpty();
        }
    }

    private static Parts parts(String text, int begin) throws Refused {
        Parts parts = new Parts();
        int end;
        for (int from = begin; from <= text.length(); from = end + 1) {
            int comma = text.indexOf(',', from);
            end = comma < 0 ? text.length() : comma;
            // Only the first sign divides: base64 signatures end in some.
            int equals = text.indexOf('=', from, end);
            if (equals < 0) {
                demandBlank(stripped(text, from, end));
            } else {
                parts.add(stripped(text, from, equals), stripped(text, equals + 1, end));
            }
        }
        return parts;
    }

    private static void demandBlank(String piece) throws Refused {
        if (!piece.isEmpty()) {
            throw incomplete(
                    "'"
                            + piece
                            + "' not a valid key=value pair (missing equal-sign) in Authorization header.");
        }
    }

    /// What stands between the two, without white space around it.
    private static String stripped(String text, int from, int to) {
        int first = from;
        while (first < to && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        int end = to;
        while (end > first && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(first, end);
    }

    private static void demandAll(Parts parts, boolean hasDate) throws Refused {
        if (parts.areWhole() && hasDate) {
            return;
        }
        List<String> complaints = new ArrayList<>();
        complain(complaints, "Credential", parts.credential);
        complain(complaints, "Signature", parts.signature);
        complain(complaints, "SignedHeaders", parts.signedHeaders);
        if (!hasDate) {
            complaints.add(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                            + " header.");
        }
        throw incomplete(
                String.join(" ", complaints) + " Authorization=" + CanonicalRequest.ALGORITHM);
    }

    private static void complain(List<String> complaints, String name, String value) {
        if (value.isEmpty()) {
            complaints.add("Authorization header requires '" + name + "' parameter.");
        }
    }

    private static String demand(Query query, String name) throws Refused {
        return one(query.values(name), name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        incomplete("AWS query-string parameters must include '" + name + "'."));
    }

    private static Optional<String> one(List<String> values, String name) throws Refused {
        if (values.size() > 1) {
            throw incomplete("'" + name + "' must not be given more than once.");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// Key id, day, region, service.
    private static String[] credential(String text) throws Refused {
        String[] parts = text.split("/", -1);
        if (parts.length != 5 || parts[0].isEmpty()) {
            throw incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g."
                            + (" keyid/date/region/service/term, got '" + text + "'"));
        }
        if (!parts[4].equals(Scope.TERMINATOR)) {
            throw new Refused(
                    Reason.INVALID,
                    "Credential should be scoped with a valid terminator: 'aws4_request', not '%s'."
                            .formatted(parts[4]));
        }
        return parts;
    }

    private static List<String> signedHeaders(String text) throws Refused {
        List<String> names = Arrays.asList(text.split(";", -1));
        String previous = "";
        for (String name : names) {
            if (!isHeaderName(name) || name.compareTo(previous) <= 0) {
                throw incomplete(
                        "SignedHeaders must be lower-case header names in order, divided by ';',"
                                + (" got '" + text.toLowerCase(Locale.ROOT) + "'"));
            }
            previous = name;
        }
        return names;
    }

    /// A token of RFC 9110 in lower case.
    private static boolean isHeaderName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char at = name.charAt(i);
            boolean plain = (at >= 'a' && at <= 'z') || (at >= '0' && at <= '9');
            if (!plain && NAME_SIGNS.indexOf(at) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static Instant requestTime(List<String> values) throws Refused {
        String text = one(values, "X-Amz-Date").orElse("").strip();
        return AmzTime.parseBasic(text).orElseThrow(() -> unreadableDate(text));
    }

    private static Instant dateHeader(RequestHead head) throws Refused {
        String text = one(head.values("date"), "Date").orElse("").strip();
        return AmzTime.parseDateHeader(text).orElseThrow(() -> unreadableDate(text));
    }

    private static Refused unreadableDate(String text) {
        return incomplete(
                "Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601"
                        .formatted(text));
    }

    private static Optional<Duration> expires(Query query) throws Refused {
        Optional<String> text = one(query.values("X-Amz-Expires"), "X-Amz-Expires");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!SECONDS.matcher(text.orElseThrow()).matches()) {
            throw new Refused(Reason.INVALID, "X-Amz-Expires should be a number");
        }
        long seconds = Long.parseLong(text.orElseThrow());
        if (seconds < 1) {
            throw new Refused(Reason.INVALID, "X-Amz-Expires must be positive");
        }
        if (seconds > LONGEST_LIFE_SECONDS) {
            throw new Refused(
                    Reason.INVALID,
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                            + " X-Amz-Expires must be less than 604800 seconds");
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    private static Refused incomplete(String message) {
        return new Refused(Reason.INCOMPLETE, message);
    }

    // The text does not quote the header: a bearer token may stand there.
    private static Refused unsupported() {
        return new Refused(
                Reason.UNSUPPORTED,
                "The authorization mechanism you have provided is not supported. Please use "
                        + CanonicalRequest.ALGORITHM
                        + ".");
    }

    /// Leaves the reading early; never leaves this class.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Malformed found;

        Refused(Reason reason, String message) {
            super(message, null, false, false);
            this.found = new Malformed(reason, message);
        }
    }
}
