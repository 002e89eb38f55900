package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.QrPicture;
import dev.sallyport.cli.output.Report;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport mfa add`.
@Command(
        name = "add",
        header = "Add an MFA device.",
        description = {
            "Shows a QR code for an authenticator application, asks for two codes that follow each"
                    + " other, and enables the device. If that fails, the device is deleted again.",
            "",
            "--no-enable only makes the device and prints its seed, for programs: `sallyport mfa"
                    + " enable` takes the codes later."
        },
        footer = {"", "JSON: {serial, user, enabled}, with --no-enable {..., seed, uri}"})
final class MfaAddCommand implements Callable<Integer> {
    private static final int TRIES = 3;

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "The device's name (default: the user's).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "Whose it is (default: yours).")
    private Optional<String> user = Optional.empty();

    @Option(names = "--no-enable", description = "Print the seed, and ask for no codes.")
    private boolean noEnable;

    MfaAddCommand(Workbench bench) {
        this.bench = bench;
    }

    /// A device that is not in use yet.
    private record Fresh(String serial, String seed) {
        /// As authenticator applications read it.
        String uri(String name) {
            String account = serial.split(":", 6)[4];
            return "otpauth://totp/Sallyport:%s@%s?secret=%s&issuer=Sallyport"
                    .formatted(encoded(name), encoded(account), encoded(seed));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    @Override
    public Integer call() throws IOException {
        Api api = bench.connect(options).api();
        String owner = MfaCommand.name(api, user);
        String device = name.orElse(owner);
        Fresh fresh = make(api, device);
        ObjectNode json = Api.request().put("serial", fresh.serial()).put("user", owner);
        json.put("enabled", !noEnable);
        Report report = bench.report();
        if (noEnable) {
            json.put("seed", fresh.seed()).put("uri", fresh.uri(device));
        } else {
            show(report, fresh, device);
            enable(api, owner, fresh.serial());
        }
        if (options.json()) {
            report.json(json);
        } else if (noEnable) {
            Facts.show(report, json);
        } else {
            report.note("device " + fresh.serial() + " enabled for " + owner);
        }
        return 0;
    }

    private static Fresh make(Api api, String device) {
        Xml made = api.iam("CreateVirtualMFADevice", Map.of("VirtualMFADeviceName", device));
        String blob = MfaDevices.required(made, "Base32StringSeed");
        String serial = MfaDevices.required(made, "SerialNumber");
        if (serial.split(":", 6).length < 6) {
            throw new Failure(ExitCode.FAILED, "the server's answer has no ARN in SerialNumber");
        }
        try {
            return new Fresh(
                    serial, new String(Base64.getDecoder().decode(blob), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            throw new Failure(ExitCode.FAILED, "the server's answer has no seed");
        }
    }

    private static void show(Report report, Fresh fresh, String device) {
        report.picture(style -> QrPicture.lines(fresh.uri(device), style));
        report.note("Scan it with an authenticator application, or type the seed there:");
        report.note("  " + fresh.seed());
    }

    private void enable(Api api, String owner, String serial) throws IOException {
        int tries = bench.dialogue().isInteractive() ? TRIES : 1;
        boolean enabled = false;
        try {
            while (!enabled) {
                enabled = attempt(api, owner, serial, --tries > 0);
            }
        } finally {
            if (!enabled) {
                discard(api, serial);
            }
        }
    }

    /// @param mayFail whether wrong codes are asked for again
    private boolean attempt(Api api, String owner, String serial, boolean mayFail)
            throws IOException {
        try {
            MfaCommand.codes(api, "EnableMFADevice", owner, serial, bench.dialogue());
            return true;
        } catch (Failure failure) {
            boolean wrongCode =
                    failure.text().contains("InvalidAuthenticationCode")
                            || failure.exit() == ExitCode.USAGE;
            if (!wrongCode || !mayFail) {
                throw failure;
            }
            bench.report().note(failure.text() + "; once more:");
            return false;
        }
    }

    // The failure that led here is what the user must hear of.
    private void discard(Api api, String serial) {
        try {
            api.iam("DeleteVirtualMFADevice", Map.of("SerialNumber", serial));
        } catch (Failure left) {
            bench.report().note("the unfinished device " + serial + " is left: " + left.text());
        }
    }
}
