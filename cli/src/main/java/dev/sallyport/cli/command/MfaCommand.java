package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.dialogue.Dialogue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sallyport mfa` and its commands but `add`.
@Command(name = "mfa", header = "Add, list and remove MFA devices.")
final class MfaCommand {
    private static final Listing DEVICES =
            Listing.of(
                    "devices",
                    "serial",
                    "SerialNumber",
                    "user",
                    "UserName",
                    "enabled",
                    "EnableDate");

    private final Workbench bench;

    MfaCommand(Workbench bench) {
        this.bench = bench;
    }

    @Command(
            name = "list",
            header = "List a user's MFA devices.",
            footer = {"", "JSON: {\"devices\": [{serial, user, enabled}]}"})
    int list(
            @Mixin GlobalOptions options,
            @Option(names = "--user", paramLabel = "NAME", description = "Default: you.")
                    Optional<String> user) {
        Api api = bench.connect(options).api();
        DEVICES.show(
                bench.report(),
                options.json(),
                api.iamList("ListMFADevices", UserDirectory.named(user), "MFADevices"));
        return 0;
    }

    @Command(
            name = "enable",
            header = "Enable a device that was added with --no-enable.",
            description = "Asks for two codes that follow each other.",
            footer = {"", "JSON: {\"serial\": ARN}"})
    int enable(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "SERIAL", description = "The device's ARN.") String serial,
            @Option(names = "--user", paramLabel = "NAME", description = "Default: you.")
                    Optional<String> user)
            throws IOException {
        withCodes(options, "EnableMFADevice", serial, user);
        done(options, serial, "enabled");
        return 0;
    }

    @Command(
            name = "resync",
            header = "Take a device whose clock has drifted into step again.",
            description = "Asks for two codes that follow each other.",
            footer = {"", "JSON: {\"serial\": ARN}"})
    int resync(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "SERIAL", description = "The device's ARN.") String serial,
            @Option(names = "--user", paramLabel = "NAME", description = "Default: you.")
                    Optional<String> user)
            throws IOException {
        withCodes(options, "ResyncMFADevice", serial, user);
        done(options, serial, "in step");
        return 0;
    }

    @Command(
            name = "remove",
            header = "Remove a device.",
            footer = {"", "JSON: {\"serial\": ARN}"})
    int remove(
            @Mixin GlobalOptions options,
            @Parameters(paramLabel = "SERIAL", description = "The device's ARN.") String serial,
            @Option(names = "--user", paramLabel = "NAME", description = "Default: you.")
                    Optional<String> user) {
        Api api = bench.connect(options).api();
        api.iam("DeactivateMFADevice", Map.of("UserName", name(api, user), "SerialNumber", serial));
        api.iam("DeleteVirtualMFADevice", Map.of("SerialNumber", serial));
        done(options, serial, "removed");
        return 0;
    }

    private void withCodes(
            GlobalOptions options, String action, String serial, Optional<String> user)
            throws IOException {
        Api api = bench.connect(options).api();
        codes(api, action, name(api, user), serial, bench.dialogue());
    }

    /// Asks for two codes and calls the operation that wants them.
    static void codes(Api api, String action, String user, String serial, Dialogue dialogue)
            throws IOException {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("UserName", user);
        request.put("SerialNumber", serial);
        request.put(
                "AuthenticationCode1",
                MfaDevices.code(dialogue, Optional.empty(), "the code it shows now:"));
        request.put(
                "AuthenticationCode2",
                MfaDevices.code(dialogue, Optional.empty(), "the code after that:"));
        api.iam(action, request);
    }

    /// The named user, or the caller.
    static String name(Api api, Optional<String> user) {
        return user.orElseGet(
                () -> new UserDirectory(api).user(Optional.empty()).field("UserName"));
    }

    private void done(GlobalOptions options, String serial, String what) {
        if (options.json()) {
            bench.report().json(Api.request().put("serial", serial));
        } else {
            bench.report().note("device " + serial + " " + what);
        }
    }
}
