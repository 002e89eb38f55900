package dev.sallyport.server.config;

import java.util.List;

/// The list of all settings. What is not here does not exist.
public final class Settings {
    static final Setting DATA_DIR =
            new Setting("data-dir", ".sallyport", "a directory", "database, keys, recordings");
    static final Setting REGION =
            new Setting(
                    "region",
                    "us-east-1",
                    "letters, digits and hyphens, at most 100",
                    "the region in ARNs and signatures");
    static final Setting ACCOUNT =
            new Setting(
                    "account-id",
                    "",
                    "12 digits",
                    "account made at first start (random if not set)");
    static final Setting ADDRESS =
            new Setting("listen.address", "0.0.0.0", "an IP address", "address of the TLS port");
    static final Setting PORT =
            new Setting(
                    "listen.port",
                    "8443",
                    "a port number from 0 to 65535",
                    "the TLS port (0: any)");
    static final Setting PLAIN_PORT =
            new Setting(
                    "listen.plain-port",
                    "",
                    "a port number from 0 to 65535",
                    "plain HTTP on loopback only (off if not set)");
    static final Setting CERTIFICATE =
            new Setting(
                    "tls.certificate",
                    "",
                    "a PEM file",
                    "your certificate chain (own CA if not set)");
    static final Setting PRIVATE_KEY =
            new Setting("tls.private-key", "", "a PEM file", "the key of tls.certificate");
    static final Setting NAMES =
            new Setting(
                    "tls.names",
                    "",
                    "host names or addresses, separated by commas",
                    "more names for the own certificate");
    static final Setting DOMAIN =
            new Setting(
                    "tls.domain",
                    "",
                    "a domain name",
                    "adds NAME, *.<region>.NAME and *.s3.<region>.NAME to the own certificate");
    static final Setting ISSUER_CA =
            new Setting(
                    "tls.issuer-ca",
                    "",
                    "a PEM file",
                    "CAs of your own identity providers, besides the well-known");
    static final Setting RESUME_WINDOW =
            new Setting(
                    "sessions.resume-window",
                    "10m",
                    "a duration from 1s to 24h",
                    "how long a session waits for its client");
    static final Setting NODE_WINDOW =
            new Setting(
                    "sessions.node-window",
                    "2m",
                    "a duration from 1s to 1h",
                    "how long a session waits for its node");
    static final Setting DOCUMENT_CHECK =
            new Setting(
                    "access.document-check",
                    "classic",
                    "classic or always",
                    "always: a shell needs a permission for the preferences document too");
    static final Setting OPEN_CHANNEL =
            new Setting(
                    "access.open-data-channel",
                    "unless-denied",
                    "unless-denied or permitted",
                    "permitted: clients must sign a data channel and be allowed"
                            + " ssmmessages:OpenDataChannel");
    static final Setting ALIAS_ARNS =
            new Setting(
                    "access.alias-arns",
                    "on",
                    "on or off",
                    "policies may call nodes and sessions by any of their ARNs");
    static final Setting PROXIES =
            new Setting(
                    "access.trusted-proxies",
                    "",
                    "addresses or ranges (10.0.0.0/8), separated by commas",
                    "whose X-Forwarded-For and X-Forwarded-Proto are believed");
    static final Setting CALENDARS =
            new Setting(
                    "access.calendars",
                    "",
                    "a directory",
                    "NAME.txt in it lists the days of the calendar NAME, for sallyport:Calendar");
    static final Setting RECORDINGS =
            new Setting(
                    "recordings.directory",
                    "",
                    "a directory",
                    "default: recordings under data-dir");
    static final Setting FREE_SPACE =
            new Setting(
                    "recordings.free-space-floor",
                    "64MiB",
                    "a size such as 64MiB or 2GiB",
                    "no session starts with less free");

    private static final List<Setting> ALL =
            List.of(
                    DATA_DIR,
                    REGION,
                    ACCOUNT,
                    ADDRESS,
                    PORT,
                    PLAIN_PORT,
                    CERTIFICATE,
                    PRIVATE_KEY,
                    NAMES,
                    DOMAIN,
                    ISSUER_CA,
                    RESUME_WINDOW,
                    NODE_WINDOW,
                    DOCUMENT_CHECK,
                    OPEN_CHANNEL,
                    ALIAS_ARNS,
                    PROXIES,
                    CALENDARS,
                    RECORDINGS,
                    FREE_SPACE);

    private Settings() {}

    /// In the order a reader wants them.
    public static List<Setting> all() {
        return ALL;
    }
}
