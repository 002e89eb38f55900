package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.login.CredentialsFile;
import dev.sallyport.cli.login.Temporary;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Times;
import dev.sallyport.cli.settings.LongTermKey;
import dev.sallyport.cli.settings.Settings;
import dev.sallyport.cli.settings.Sources;
import dev.sallyport.protocol.Secret;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport login`.
@Command(
        name = "login",
        header = "Get temporary credentials with an MFA code.",
        description = {
            "Signs with the long-term key of the section `PROFILE-long-term` of ~/.aws/credentials"
                    + " and keeps the temporary credentials in the section `PROFILE`, where every"
                    + " AWS client finds them. A long-term key that stands in `PROFILE` itself is"
                    + " moved to `PROFILE-long-term`. The form is that of aws-mfa: both can work on"
                    + " one file.",
            "",
            "The MFA device is --serial, `aws_mfa_device` or `mfa_serial` of the profile, or the"
                    + " one your user has. Credentials that are still good are not renewed."
        },
        footer = {
            "",
            "JSON: {profile, accessKeyId, expires, role, device, renewed}",
            "",
            "Examples:",
            "  sallyport login",
            "  sallyport login --profile work --duration 12h",
            "  sallyport login --role arn:aws:iam::000000000000:role/oncall --profile oncall"
        })
final class LoginCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--duration",
            paramLabel = "LENGTH",
            description =
                    "How long they are good: seconds, 30m, 12h (default: the server's, 12h; 1h for"
                            + " a role).")
    private Optional<String> duration = Optional.empty();

    @Option(names = "--serial", paramLabel = "ARN", description = "The MFA device.")
    private Optional<String> serial = Optional.empty();

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "The device's code. It is asked for, or read from a pipe, if not given.")
    private Optional<String> code = Optional.empty();

    @Option(names = "--role", paramLabel = "ARN", description = "Assume this role.")
    private Optional<String> role = Optional.empty();

    @Option(
            names = "--session-name",
            paramLabel = "NAME",
            description = "The name of the role's session (default: your local user name).")
    private Optional<String> sessionName = Optional.empty();

    @Option(names = "--force", description = "Renew credentials that are still good.")
    private boolean force;

    LoginCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws IOException {
        Sources sources = bench.sources(options);
        String profile = sources.profile();
        Optional<Instant> good = stillGood(sources, profile);
        if (good.isPresent() && !force) {
            String id = sources.inCredentials(profile, "aws_access_key_id").orElse("");
            tell(profile, id, good.orElseThrow(), Optional.empty());
            return 0;
        }
        LongTermKey longTerm = sources.longTermKey().orElseThrow(() -> noKey(sources));
        Workbench.Connection connection =
                bench.connect(new Settings(sources).signingWith(longTerm.key()));
        Optional<String> device = device(sources, connection.api());
        Temporary got = get(connection.api(), device);
        CredentialsFile file = new CredentialsFile(sources.credentialsPath());
        if (longTerm.inProfile()) {
            String apart = profile + LongTermKey.SUFFIX;
            file.keep(profile, got, apart, longTerm.key());
            bench.report().note("the long-term key of '" + profile + "' is now in '" + apart + "'");
        } else {
            file.keep(profile, got);
        }
        tell(profile, got.accessKeyId(), got.expires(), device.or(() -> Optional.of("")));
        warn(sources, file);
        return 0;
    }

    /// Until when the profile's credentials are good, if they are of what is asked for.
    private Optional<Instant> stillGood(Sources sources, String profile) {
        Optional<String> held = sources.inCredentials(profile, Temporary.ROLE);
        return sources.inCredentials(profile, Temporary.EXPIRATION)
                .filter(_ -> sources.inCredentials(profile, "aws_session_token").isPresent())
                .flatMap(Temporary::end)
                .filter(end -> end.isAfter(bench.now()) && held.equals(role));
    }

    private static Failure noKey(Sources sources) {
        String section = sources.profile() + LongTermKey.SUFFIX;
        return new Failure(
                ExitCode.USAGE,
                "there is no long-term key for profile '" + sources.profile() + "'",
                "aws configure --profile " + section + " puts one in " + sources.credentialsPath());
    }

    private Optional<String> device(Sources sources, Api api) throws IOException {
        Optional<String> named = serial.or(sources::mfaDevice);
        Optional<String> device =
                named.isPresent() ? named : MfaDevices.choose(api, bench.dialogue());
        if (device.isEmpty() && role.isEmpty()) {
            throw new Failure(
                    ExitCode.DENIED, "you have no MFA device", "sallyport mfa add makes one");
        }
        return device;
    }

    private Temporary get(Api api, Optional<String> device) throws IOException {
        Map<String, String> request = new LinkedHashMap<>();
        role.ifPresent(arn -> {
            request.put("RoleArn", arn);
            request.put("RoleSessionName", sessionName.orElseGet(this::localUser));
        });
        duration.map(text -> Lengths.parse("--duration", text))
                .map(Duration::toSeconds)
                .ifPresent(seconds -> request.put("DurationSeconds", Long.toString(seconds)));
        if (device.isPresent()) {
            String question = "code of " + device.orElseThrow() + ":";
            request.put("SerialNumber", device.orElseThrow());
            request.put("TokenCode", MfaDevices.code(bench.dialogue(), code, question));
        }
        Xml result = api.sts(role.isPresent() ? "AssumeRole" : "GetSessionToken", request);
        return new Temporary(
                MfaDevices.required(result, "AccessKeyId"),
                Secret.of(MfaDevices.required(result, "SecretAccessKey")),
                Secret.of(MfaDevices.required(result, "SessionToken")),
                instant(MfaDevices.required(result, "Expiration")),
                role);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new Failure(ExitCode.FAILED, "the server's answer has no time in Expiration");
        }
    }

    // What a role session may be called: api_AssumeRole, RoleSessionName.
    private String localUser() {
        String user = bench.world().environment().getOrDefault("USER", "");
        String name = user.replaceAll("[^\\w+=,.@-]", "-");
        return name.length() < 2 || name.length() > 64 ? "sallyport" : name;
    }

    /// @param device of new credentials; nothing when they were still good
    private void tell(String profile, String id, Instant expires, Optional<String> device) {
        Report report = bench.report();
        if (options.json()) {
            ObjectNode json = Api.request();
            json.put("profile", profile);
            json.put("accessKeyId", id);
            json.put("expires", Times.iso(expires));
            json.put("role", role.orElse(""));
            json.put("device", device.orElse(""));
            report.json(json.put("renewed", device.isPresent()));
            return;
        }
        String left = Times.length(Duration.between(bench.now(), expires));
        report.note(
                "profile %s: credentials%s good until %s (%s)%s"
                        .formatted(
                                profile,
                                role.map(arn -> " of " + arn).orElse(""),
                                Times.iso(expires),
                                left,
                                device.isPresent() ? "" : "; --force renews them"));
    }

    private void warn(Sources sources, CredentialsFile file) {
        for (String prefix : new String[] {"SALLYPORT_", "AWS_"}) {
            String variable = prefix + "ACCESS_KEY_ID";
            if (sources.variable(variable).isPresent()) {
                bench.report().note(variable + " is set and wins over the profile: unset it");
            }
        }
        if (file.isOpenToOthers()) {
            bench.report().note("others can read " + sources.credentialsPath() + ": chmod 600 it");
        }
    }
}
