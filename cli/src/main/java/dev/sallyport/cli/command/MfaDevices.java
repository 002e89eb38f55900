package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.dialogue.Dialogue;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which device a code comes from, and the code.
final class MfaDevices {
    private MfaDevices() {}

    /// The serials of the caller's devices, or of another user's.
    static List<String> of(Api api, Optional<String> user) {
        return api
                .iamList(
                        "ListMFADevices",
                        user.map(name -> Map.of("UserName", name)).orElse(Map.of()),
                        "MFADevices")
                .stream()
                .map(device -> device.field("SerialNumber"))
                .toList();
    }

    /// The caller's device; the user is asked when there are several.
    static Optional<String> choose(Api api, Dialogue dialogue) throws IOException {
        List<String> serials;
        try {
            serials = of(api, Optional.empty());
        } catch (Failure failure) {
            if (failure.exit() != ExitCode.DENIED) {
                throw failure;
            }
            return Optional.of(usual(api));
        }
        if (serials.size() < 2) {
            return serials.stream().findFirst();
        }
        return Optional.of(
                dialogue.choice(
                        "which MFA device?", serials, "name one: --serial " + serials.getFirst()));
    }

    /// Of a caller who may not list its devices: the one that is called as the user is, as devices
    /// mostly are. If it is another, the server says so.
    private static String usual(Api api) {
        String arn = required(api.sts("GetCallerIdentity", Map.of()), "Arn");
        String account = arn.split(":", 6).length < 6 ? "" : arn.split(":", 6)[4];
        return "arn:aws:iam::" + account + ":mfa/" + arn.substring(arn.lastIndexOf('/') + 1);
    }

    /// A code that was given, or that the user is asked for.
    static String code(Dialogue dialogue, Optional<String> given, String question)
            throws IOException {
        String code = given.isPresent() ? given.orElseThrow() : dialogue.secret(question);
        String digits = code.replace(" ", "");
        if (!digits.matches("[0-9]{6}")) {
            throw new Failure(ExitCode.USAGE, "an MFA code has six digits");
        }
        return digits;
    }

    /// The text of an element of an answer that must be there.
    static String required(Xml result, String name) {
        return result.find(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(
                        () -> new Failure(ExitCode.FAILED, "the server's answer has no " + name));
    }
}
