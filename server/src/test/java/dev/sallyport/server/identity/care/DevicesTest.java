package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.ALREADY_EXISTS;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.DELETE_CONFLICT;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.LIMIT_EXCEEDED;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.care.Devices.Proof;
import dev.sallyport.server.identity.directory.MfaDevice;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final String SERIAL = "arn:aws:iam::111122223333:mfa/phone";

    private final Office office = new Office();
    private final SeedSecrets secrets = new SeedSecrets(office.master, Office.RANDOM);
    private final Devices devices = new Devices(office.registrar, secrets);
    private final String alice = office.user("alice").id();
    private final String bob = office.user("bob").id();

    private MfaDevice make(String name) {
        return devices.create(name, Optional.empty(), Map.of()).device();
    }

    private Totp totp() {
        MfaDevice device = office.roster().devices().byName("phone").orElseThrow();
        return new Totp(secrets.open(device.id(), device.sealedSeed()));
    }

    /// What the device shows now, so many steps off.
    private String code(long off) {
        return totp().code(Totp.step(office.now()) + off);
    }

    private void later(int seconds) {
        office.setNow(office.now().plusSeconds(seconds));
    }

    private void enable() {
        make("phone");
        devices.enable("alice", SERIAL, code(-1), code(0));
    }

    private Proof verify(String code) {
        return devices.verify(alice, SERIAL, code);
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
    void takesACodeOnce() {
        enable();
        assertThat(verify(code(0))).isEqualTo(Proof.WRONG_CODE);
        later(30);

        assertThat(verify(code(0))).isEqualTo(Proof.ACCEPTED);
        assertThat(verify(code(0))).isEqualTo(Proof.WRONG_CODE);
        assertThat(verify(code(-1))).isEqualTo(Proof.WRONG_CODE);
    }

    @Test
    void takesCodesAStepOffAndNoFurther() {
        enable();
        later(300);

        assertThat(verify(code(2))).isEqualTo(Proof.WRONG_CODE);
        assertThat(verify(code(-2))).isEqualTo(Proof.WRONG_CODE);
        assertThat(verify(code(-1))).isEqualTo(Proof.ACCEPTED);
        assertThat(verify(code(1))).isEqualTo(Proof.ACCEPTED);
    }

    @Test
    void takesOneOfManyCallsWithOneCode() throws InterruptedException {
        enable();
        later(30);
        String code = code(0);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger accepted = new AtomicInteger();
        Thread[] threads = new Thread[6];
        for (int i = 0; i < threads.length; i++) {
            threads[i] =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    go.await();
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                                if (verify(code) == Proof.ACCEPTED) {
                                    accepted.incrementAndGet();
                                }
                            });
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(accepted).hasValue(1);
    }

    @Test
    void takesNobodyElsesDevice() {
        enable();
        later(30);

        assertThat(devices.verify(bob, SERIAL, code(0))).isEqualTo(Proof.NOT_YOURS);
        assertThat(devices.verify(alice, "arn:aws:iam::111122223333:user/alice", code(0)))
                .isEqualTo(Proof.NOT_YOURS);
        assertThat(verify(code(0))).isEqualTo(Proof.ACCEPTED);
    }

    @Test
    void learnsAClockThatIsWrong() {
        make("phone");
        devices.enable("alice", SERIAL, code(20), code(21));
        later(60);

        assertThat(verify(code(0))).isEqualTo(Proof.WRONG_CODE);
        assertThat(verify(code(21))).isEqualTo(Proof.ACCEPTED);

        later(600);
        devices.resync("alice", SERIAL, code(3), code(4));
        later(60);
        assertThat(verify(code(4))).isEqualTo(Proof.ACCEPTED);
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

    @Test
    void stopsWhoTriesCodesOut() {
        enable();
        later(30);
        for (int i = 0; i < 10; i++) {
            assertThat(verify("00000x")).isEqualTo(Proof.WRONG_CODE);
        }

        assertThat(verify(code(0))).isEqualTo(Proof.WRONG_CODE);
        later(2);
        assertThat(verify(code(0))).isEqualTo(Proof.ACCEPTED);
    }

    @Test
    void makesEachFurtherGuessWaitLonger() {
        Attempts attempts = new Attempts();
        for (int i = 0; i < 14; i++) {
            attempts.failed("x", office.now());
        }

        assertThat(attempts.isBarred("x", office.now().plusSeconds(15))).isTrue();
        assertThat(attempts.isBarred("x", office.now().plusSeconds(16))).isFalse();
        for (int i = 0; i < 100; i++) {
            attempts.failed("x", office.now());
        }
        assertThat(attempts.isBarred("x", office.now().plus(Duration.ofHours(1)))).isFalse();
        assertThat(attempts.isBarred("y", office.now())).isFalse();
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
        MfaDevice ninth = make("ninth");
        Totp codes = new Totp(secrets.open(ninth.id(), ninth.sealedSeed()));
        long now = Totp.step(office.now());

        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for MFADevicesPerUser: 8",
                () ->
                        devices.enable(
                                "alice",
                                "arn:aws:iam::111122223333:mfa/ninth",
                                codes.code(now - 1),
                                codes.code(now)));
    }
}
