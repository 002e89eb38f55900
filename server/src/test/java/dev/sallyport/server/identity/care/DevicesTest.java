package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.ALREADY_EXISTS;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.DELETE_CONFLICT;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.LIMIT_EXCEEDED;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.MfaCodes.Outcome;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.Totp;
import dev.sallyport.server.identity.directory.MfaDevice;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final String SERIAL = "arn:aws:iam::111122223333:mfa/phone";

    private final Office office = new Office();
    private final SeedSecrets secrets = new SeedSecrets(office.master, Office.RANDOM);
    private final Guesses guesses = new Guesses();
    private final Devices devices = new Devices(office.registrar, secrets, guesses);
    private final MfaCodes codes = new MfaCodes(office.directory, secrets, guesses);
    private final String alice = office.user("alice").id();

    DevicesTest() {
        office.user("bob");
    }

    private MfaDevice make(String name) {
        return devices.create(name, Optional.empty(), Map.of()).device();
    }

    private String code(String name, long off) {
        MfaDevice device = office.roster().devices().byName(name).orElseThrow();
        return Totp.code(
                secrets.open(device.id(), device.sealedSeed()), Totp.stepAt(office.now()) + off);
    }

    /// What the device shows now, so many steps off.
    private String code(long off) {
        return code("phone", off);
    }

    private void later(int seconds) {
        office.setNow(office.now().plusSeconds(seconds));
    }

    private void enable() {
        make("phone");
        devices.enable("alice", SERIAL, code(-1), code(0));
    }

    private Outcome offer(String code) {
        return codes.accept(alice, SERIAL, code, office.now());
    }

    @Test
    void showsASeedOnce() {
        Devices.Fresh fresh = devices.create("phone", Optional.of("/x/"), Map.of());

        assertThat(fresh.seed().<String>reveal(it -> it)).matches("[A-Z2-7]{64}");
        assertThat(fresh.toString()).doesNotContain(fresh.seed().<String>reveal(it -> it));
        assertThat(office.roster().names().of(fresh.device()))
                .isEqualTo("arn:aws:iam::111122223333:mfa/x/phone");
        assertFault(
                ALREADY_EXISTS,
                "MFADevice entity at the same path and name already exists.",
                () -> make("Phone"));
    }

    @Test
    void enablesADeviceByTwoCodesInARow() {
        enable();

        assertThat(office.roster().devicesOf(office.roster().user("alice"))).hasSize(1);
        assertFault(
                ALREADY_EXISTS,
                "Device already exists.",
                () -> devices.enable("bob", SERIAL, code(-1), code(0)));
    }

    @Test
    void enablesNoDeviceByOtherCodes() {
        make("phone");
        for (String[] codes :
                new String[][] {
                    {code(0), code(-1)}, {code(-1), code(-1)}, {code(-2), code(0)}, {"000000", "1"}
                }) {
            assertFault(
                    WRONG_CODE,
                    "Authentication code for device is not valid.",
                    () -> devices.enable("alice", SERIAL, codes[0], codes[1]));
        }
    }

    @Test
    void leavesNoCodeOfTheProofForLater() {
        enable();

        assertThat(offer(code(0))).isInstanceOf(Outcome.WrongCode.class);
        assertThat(offer(code(-1))).isInstanceOf(Outcome.WrongCode.class);
        assertThat(offer(code(1))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void learnsAClockThatIsWrong() {
        make("phone");
        devices.enable("alice", SERIAL, code(20), code(21));
        later(60);

        assertThat(offer(code(0))).isInstanceOf(Outcome.WrongCode.class);
        assertThat(offer(code(21))).isInstanceOf(Outcome.Accepted.class);

        later(600);
        devices.resync("alice", SERIAL, code(3), code(4));
        later(60);
        assertThat(offer(code(4))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void resyncsWithNoSpentCodes() {
        enable();

        assertFault(
                WRONG_CODE,
                "Authentication code for device is not valid.",
                () -> devices.resync("alice", SERIAL, code(-1), code(0)));
        assertFault(
                NO_SUCH_ENTITY,
                "MFA Device invalid for user bob.",
                () -> devices.resync("bob", SERIAL, code(1), code(2)));
    }

    private void resyncWrongly() {
        assertFault(
                WRONG_CODE,
                "Authentication code for device is not valid.",
                () -> devices.resync("alice", SERIAL, "00000x", "00000y"));
    }

    @Test
    void stopsWhoTriesCodesOut() {
        enable();
        for (int i = 0; i < 10; i++) {
            resyncWrongly();
        }

        assertFault(
                WRONG_CODE,
                "Authentication code for device is not valid.",
                () -> devices.resync("alice", SERIAL, code(1), code(2)));
        later(30);
        devices.resync("alice", SERIAL, code(1), code(2));
    }

    @Test
    void countsGuessesOfAllDoorsTogether() {
        enable();
        for (int i = 0; i < 5; i++) {
            resyncWrongly();
            assertThat(offer("00000x")).isInstanceOf(Outcome.WrongCode.class);
        }

        assertThat(offer(code(1))).isInstanceOf(Outcome.TooMany.class);
    }

    @Test
    void chargesNobodyForWhatHasNothingToDoWithCodes() {
        enable();
        for (int i = 0; i < 20; i++) {
            assertFault(
                    ALREADY_EXISTS,
                    "Device already exists.",
                    () -> devices.enable("alice", SERIAL, code(1), code(2)));
        }

        assertThat(offer(code(1))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void deletesNoDeviceInUse() {
        enable();

        assertFault(
                DELETE_CONFLICT,
                "MFA VirtualDevice in use. Must deactivate first.",
                () -> devices.delete(SERIAL));
        assertFault(
                NO_SUCH_ENTITY,
                "MFA Device invalid for user bob.",
                () -> devices.deactivate("bob", SERIAL));
        devices.deactivate("alice", SERIAL);
        devices.delete(SERIAL);

        assertFault(
                NO_SUCH_ENTITY,
                "VirtualMFADevice with serial number " + SERIAL + " doesn't exist.",
                () -> devices.delete(SERIAL));
    }

    @Test
    void givesAUserEightDevicesAtMost() {
        enable();
        for (int i = 0; i < 7; i++) {
            MfaDevice more = make("more" + i);
            office.registrar.put(
                    _ -> more.withUse(Optional.of(new MfaDevice.Use(alice, office.now(), 0, 0))));
        }
        make("ninth");

        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for MFADevicesPerUser: 8",
                () ->
                        devices.enable(
                                "alice",
                                "arn:aws:iam::111122223333:mfa/ninth",
                                code("ninth", -1),
                                code("ninth", 0)));
    }
}
