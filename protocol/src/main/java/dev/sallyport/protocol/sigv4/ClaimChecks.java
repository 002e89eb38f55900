package dev.sallyport.protocol.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The checks of a claim that need no key: coverage, scope and time.
final class ClaimChecks {
    private ClaimChecks() {}

    /// The first reason to refuse, or nothing.
    static Optional<Verification> refuse(
            RequestHead head, Claim claim, Instant now, VerificationRules rules) {
        return uncovered(head, claim, rules)
                .or(() -> missing(head, claim))
                .or(() -> wrongDay(claim))
                .or(() -> wrongTime(claim, now, rules.skew()))
                .or(() -> wrongScope(claim, rules));
    }

    private static Optional<Verification> uncovered(
            RequestHead head, Claim claim, VerificationRules rules) {
        if (!claim.signs("host")) {
            return uncovered("'Host' or ':authority'");
        }
        String dateHeader = head.has("x-amz-date") ? "x-amz-date" : "date";
        if (!claim.presigned() && !claim.signs(dateHeader)) {
            return uncovered("'" + dateHeader + "'");
        }
        for (Header header : head.headers()) {
            if (mustBeSigned(header, rules)) {
                String name = header.name().toLowerCase(Locale.ROOT);
                if (!claim.signs(name)) {
                    return uncovered("'" + name + "'");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Verification> uncovered(String name) {
        return Optional.of(
                new Verification.Uncovered(
                        name + " must be a 'SignedHeader' in the AWS Authorization."));
    }

    // The target names the operation: who could change it could turn a read into a delete. S3
    // insists on every x-amz- header.
    private static boolean mustBeSigned(Header header, VerificationRules rules) {
        return rules.isS3()
                ? header.name().toLowerCase(Locale.ROOT).startsWith("x-amz-")
                : header.isNamed("x-amz-target");
    }

    private static Optional<Verification> missing(RequestHead head, Claim claim) {
        for (String name : claim.signedHeaders()) {
            if (!head.has(name)) {
                return Optional.of(new Verification.WrongSignature("", ""));
            }
        }
        return Optional.empty();
    }

    private static Optional<Verification> wrongDay(Claim claim) {
        String day = claim.signedAt().substring(0, 8);
        if (claim.date().equals(day)) {
            return Optional.empty();
        }
        return Optional.of(
                new Verification.WrongScope(
                        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of"
                                + (" date from HTTP: '"
                                        + claim.date()
                                        + "' != '"
                                        + day
                                        + "', from '")
                                + (claim.signedAt() + "'.")));
    }

    private static Optional<Verification> wrongTime(Claim claim, Instant at, Duration skew) {
        // Whole seconds, as the claim's time is.
        long now = at.getEpochSecond();
        long signed = claim.requestTime().getEpochSecond();
        if (signed > now + skew.toSeconds()) {
            return Optional.of(
                    new Verification.NotYetValid(
                            "Signature not yet current: %s is still later than %s (%s + %d min.)"
                                    .formatted(
                                            claim.signedAt(),
                                            AmzTime.format(at.plus(skew)),
                                            AmzTime.format(at),
                                            skew.toMinutes())));
        }
        Duration life =
                claim.place() instanceof Claim.InQuery(Optional<Duration> expires)
                        ? expires.orElse(skew)
                        : skew;
        if (signed < now - life.toSeconds()) {
            return Optional.of(new Verification.Expired(expired(claim.signedAt(), at, life)));
        }
        return Optional.empty();
    }

    private static String expired(String signed, Instant now, Duration life) {
        boolean wholeMinutes = life.toSeconds() % 60 == 0;
        return "Signature expired: %s is now earlier than %s (%s - %d %s)"
                .formatted(
                        signed,
                        AmzTime.format(now.minus(life)),
                        AmzTime.format(now),
                        wholeMinutes ? life.toMinutes() : life.toSeconds(),
                        wholeMinutes ? "min." : "sec.");
    }

    private static Optional<Verification> wrongScope(Claim claim, VerificationRules rules) {
        if (claim.region().equals(rules.region()) && claim.service().equals(rules.service())) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        if (!claim.region().equals(rules.region())) {
            text.append("Credential should be scoped to a valid region. ");
        }
        if (!claim.service().equals(rules.service())) {
            text.append("Credential should be scoped to correct service: '")
                    .append(rules.service())
                    .append("'. ");
        }
        return Optional.of(new Verification.WrongScope(text.toString()));
    }
}
