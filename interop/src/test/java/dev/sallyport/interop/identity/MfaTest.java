package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Sallyport;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Virtual MFA devices and the sessions they open.
@ExtendWith(SharedAccount.class)
class MfaTest {
    private static final String FAILED =
            "An error occurred (AccessDenied) when calling the GetSessionToken operation:"
                    + " MultiFactorAuthentication failed";

    @TempDir Path files;

    @Test
    void S3_11_showsTheSeedAsAPicture(Account account) throws Exception {
        Path picture = files.resolve("q.png");

        account.admin()
                .gets(
                        "aws iam create-virtual-mfa-device --virtual-mfa-device-name picture"
                                + " --bootstrap-method QRCodePNG --outfile "
                                + picture);

        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isGreaterThan(100).isEqualTo(image.getHeight());
    }

    @Test
    void S3_12_isEnabledByTwoCodesInARow(Account account) throws Exception {
        account.user("enabler");
        Device device = fromFile(account, "enabler");
        String enable =
                "aws iam enable-mfa-device --user-name enabler --serial-number " + device.serial();

        assertThat(
                        account.admin()
                                .isRefused(
                                        enable
                                                + " --authentication-code1 000000"
                                                + " --authentication-code2 000000"))
                .isEqualTo(
                        "An error occurred (InvalidAuthenticationCode) when calling the"
                                + " EnableMFADevice operation: Authentication code for device is"
                                + " not valid.");
        account.admin()
                .gets(
                        enable
                                + " --authentication-code1 "
                                + device.code(-1)
                                + " --authentication-code2 "
                                + device.code(0));

        assertThat(
                        account.admin()
                                .gets(
                                        "aws iam list-mfa-devices --user-name enabler --query"
                                                + " MFADevices[].SerialNumber --output text"))
                .isEqualTo(account.arn("mfa", "enabler"));
        account.admin()
                .call("iam.delete_virtual_mfa_device", "SerialNumber", device.serial())
                .refusedWith("DeleteConflict");
    }

    private Device fromFile(Account account, String name) throws Exception {
        Path seed = files.resolve("seed.txt");
        String serial =
                account.admin()
                        .gets(
                                "aws iam create-virtual-mfa-device --virtual-mfa-device-name "
                                        + name
                                        + " --bootstrap-method Base32StringSeed --query"
                                        + " VirtualMFADevice.SerialNumber --output text --outfile "
                                        + seed);
        assertThat(seed).content().matches("[A-Z2-7]{64}");
        return new Device(serial, Files.readString(seed));
    }

    @Test
    void S0_27_everyDeviceOfAUserOpensASessionByItsOwnSerial(Account account) throws Exception {
        Person user = account.user("collector");
        Device phone = Device.enabled(account.admin(), "collector", "phone");
        Device tablet = Device.enabled(account.admin(), "collector", "tablet");

        // Each serial takes its own device's codes only.
        user.call(
                        "sts.get_session_token",
                        "SerialNumber",
                        phone.serial(),
                        "TokenCode",
                        tablet.code(1))
                .refusedWith("AccessDenied");
        Keys byPhone = phone.session(user);
        Keys byTablet = tablet.session(user);

        for (Keys keys : new Keys[] {byPhone, byTablet}) {
            assertThat(
                            user.with(keys)
                                    .call("sts.get_caller_identity")
                                    .reply()
                                    .path("Arn")
                                    .asString())
                    .isEqualTo(account.arn("user", "collector"));
        }
    }

    @Test
    void S3_40_opensASessionOfTwelveHours(Account account) throws Exception {
        Person user = account.user("longterm");
        Device device = Device.enabled(account.admin(), "longterm", "longterm");

        JsonNode credentials =
                Sallyport.json(
                                user.gets(
                                        "aws sts get-session-token --serial-number "
                                                + device.serial()
                                                + " --token-code "
                                                + device.code(1)))
                        .path("Credentials");

        // S0-32: tools print what they get, so there must be no fraction of a second.
        String expiration = credentials.path("Expiration").asString();
        assertThat(expiration).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+]00:00");
        assertThat(Duration.between(Instant.now(), OffsetDateTime.parse(expiration).toInstant()))
                .isBetween(Duration.ofMinutes(715), Duration.ofHours(12));
        Keys keys = Keys.of(credentials);
        assertThat(keys.id()).startsWith("ASIA");
        user.with(new Keys(keys.id(), keys.secret(), ""))
                .call("ssm.describe_sessions", "State", "Active")
                .refusedWith("UnrecognizedClientException");
    }

    @Test
    void takesACodeOnce(Account account) throws Exception {
        Person user = account.user("repeater");
        Device device = Device.enabled(account.admin(), "repeater", "repeater");
        String code = device.code(1);
        String get =
                "aws sts get-session-token --serial-number "
                        + device.serial()
                        + " --token-code "
                        + code;
        user.gets(get);

        assertThat(user.isRefused(get))
                .startsWith(FAILED + " with invalid MFA one time pass code.");
    }

    @Test
    void takesNobodyElsesDevice(Account account) throws Exception {
        Person thief = account.user("thief");
        account.user("victim");
        Device device = Device.enabled(account.admin(), "victim", "victim");

        assertThat(
                        thief.isRefused(
                                "aws sts get-session-token --serial-number "
                                        + device.serial()
                                        + " --token-code "
                                        + device.code(1)))
                .isEqualTo(
                        FAILED
                                + ", unable to validate MFA code.  Please verify your MFA serial"
                                + " number is valid and associated with this user.");
    }

    @Test
    void S0_05_whoGuessesMustWait(Account account) throws Exception {
        Person guesser = account.user("guesser");
        Device device = Device.enabled(account.admin(), "guesser", "guesser");
        String right = device.code(1);
        String wrong = right.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 10; i++) {
            guesser.call(
                            "sts.get_session_token",
                            "SerialNumber",
                            device.serial(),
                            "TokenCode",
                            wrong)
                    .refusedWith("AccessDenied");
        }

        assertThat(
                        guesser.isRefused(
                                "AWS_MAX_ATTEMPTS=1 aws sts get-session-token --serial-number "
                                        + device.serial()
                                        + " --token-code "
                                        + right))
                .contains("(Throttling)")
                .endsWith("Rate exceeded");
    }

    @Test
    void aSessionWithoutMfaMayNotTouchIam(Account account) throws Exception {
        Person user = account.user("withoutmfa", Account.allow("iam:*", "sts:*"));
        Keys keys =
                Keys.of(
                        user.call("sts.get_session_token", "DurationSeconds", 900)
                                .reply()
                                .path("Credentials"));

        user.with(keys).call("iam.list_users").refusedWith("InvalidClientTokenId");
        user.with(keys).call("sts.get_session_token").refusedWith("AccessDenied");
    }
}
