package dev.sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MfaCodesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOON = People.NOON;
    private static final Bytes SEED = Bytes.ofUtf8("12345678901234567890");
    private static final User ALICE = People.user('A', "alice");
    private static final User BOB = People.user('B', "bob");
    private static final String PHONE = "arn:aws:iam::111122223333:mfa/phone";
    private static final String TABLET = "arn:aws:iam::111122223333:mfa/tablet";

    private final SeedSecrets seeds = new SeedSecrets(MasterKey.generate(RANDOM), RANDOM);
    private final Directory directory = directory(0);
    private final MfaCodes codes = new MfaCodes(directory, seeds, new Guesses());

    private Directory directory(int drift) {
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(
                People.NOBODY
                        .with(ALICE)
                        .with(BOB)
                        .with(device('A', "phone", drift))
                        .with(device('B', "tablet", drift)));
        return Directory.open(store, _ -> {});
    }

    private MfaDevice device(char letter, String name, int drift) {
        return new MfaDevice(
                People.label("AMFA", letter, name),
                Map.of(),
                seeds.seal(People.id("AMFA", letter), SEED),
                Optional.of(new MfaDevice.Use(ALICE.id(), NOON, 0, drift)));
    }

    private static String codeAt(Instant time) {
        return Totp.code(SEED, Totp.stepAt(time));
    }

    /// Another digit in the place of the last one is another code.
    private static String wrongAt(Instant time) {
        String right = codeAt(time);
        char last = right.charAt(5) == '9' ? '0' : (char) (right.charAt(5) + 1);
        return right.substring(0, 5) + last;
    }

    private MfaCodes.Outcome accept(String serial, String code, Instant now) {
        return codes.accept(ALICE.id(), serial, code, now);
    }

    @Test
    void takesTheCodeOfNow() {
        assertThat(accept(PHONE, codeAt(NOON), NOON))
                .isEqualTo(
                        new MfaCodes.Outcome.Accepted(new MfaProof(People.id("AMFA", 'A'), NOON)));
    }

    @Test
    void takesACodeOnce() {
        accept(PHONE, codeAt(NOON), NOON);

        assertThat(accept(PHONE, codeAt(NOON), NOON.plusSeconds(10)))
                .isInstanceOf(MfaCodes.Outcome.WrongCode.class);
    }

    @Test
    void takesNoCodeFromBeforeTheLastOne() {
        accept(PHONE, codeAt(NOON.plusSeconds(30)), NOON);

        assertThat(accept(PHONE, codeAt(NOON), NOON))
                .isInstanceOf(MfaCodes.Outcome.WrongCode.class);
    }

    @Test
    void remembersAUsedCodeOverARestart() {
        accept(PHONE, codeAt(NOON), NOON);
        MfaCodes restarted = new MfaCodes(directory, seeds, new Guesses());

        assertThat(restarted.accept(ALICE.id(), PHONE, codeAt(NOON), NOON))
                .isInstanceOf(MfaCodes.Outcome.WrongCode.class);
    }

    @Test
    void takesACodeOnceThoughManyBringItAtOneTime() throws Exception {
        List<Future<MfaCodes.Outcome>> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<MfaCodes.Outcome> attempt = () -> accept(PHONE, codeAt(NOON), NOON);
            for (int i = 0; i < 8; i++) {
                outcomes.add(threads.submit(attempt));
            }
        }

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.resultNow() instanceof MfaCodes.Outcome.Accepted)
                .hasSize(1);
    }

    @Test
    void reckonsWithADeviceWhoseClockIsAhead() {
        Directory ahead = directory(5);
        MfaCodes others = new MfaCodes(ahead, seeds, new Guesses());

        assertThat(others.accept(ALICE.id(), PHONE, codeAt(NOON), NOON))
                .isInstanceOf(MfaCodes.Outcome.WrongCode.class);
        assertThat(others.accept(ALICE.id(), PHONE, codeAt(NOON.plusSeconds(150)), NOON))
                .isInstanceOf(MfaCodes.Outcome.Accepted.class);
    }

    @Test
    void knowsNoDeviceOfSomebodyElse() {
        assertThat(codes.accept(BOB.id(), PHONE, codeAt(NOON), NOON))
                .isInstanceOf(MfaCodes.Outcome.NotTheirs.class);
    }

    @Test
    void knowsNoDeviceByAnotherKindOfName() {
        String user = "arn:aws:iam::111122223333:user/phone";

        assertThat(accept(user, codeAt(NOON), NOON)).isInstanceOf(MfaCodes.Outcome.NotTheirs.class);
        assertThat(accept("phone", codeAt(NOON), NOON))
                .isInstanceOf(MfaCodes.Outcome.NotTheirs.class);
    }

    @Test
    void looksAtNoCodeForAWhileAfterTenWrongOnes() {
        for (int i = 0; i < 10; i++) {
            assertThat(accept(PHONE, wrongAt(NOON), NOON))
                    .isInstanceOf(MfaCodes.Outcome.WrongCode.class);
        }

        assertThat(accept(PHONE, codeAt(NOON), NOON)).isInstanceOf(MfaCodes.Outcome.TooMany.class);
        // The user waits, not only the device.
        assertThat(accept(TABLET, codeAt(NOON), NOON)).isInstanceOf(MfaCodes.Outcome.TooMany.class);
        Instant later = NOON.plusSeconds(30);
        assertThat(accept(PHONE, codeAt(later), later))
                .isInstanceOf(MfaCodes.Outcome.Accepted.class);
    }

    @Test
    void waitsTwiceAsLongAfterEachFurtherWrongCode() {
        for (int i = 0; i < 10; i++) {
            accept(PHONE, wrongAt(NOON), NOON);
        }
        Instant again = NOON.plusSeconds(30);
        accept(PHONE, wrongAt(again), again);

        Instant early = again.plusSeconds(59);
        assertThat(accept(PHONE, codeAt(early), early))
                .isInstanceOf(MfaCodes.Outcome.TooMany.class);
        Instant later = again.plusSeconds(60);
        assertThat(accept(PHONE, codeAt(later), later))
                .isInstanceOf(MfaCodes.Outcome.Accepted.class);
    }

    @Test
    void forgetsWrongCodesAfterARightOne() {
        for (int i = 0; i < 9; i++) {
            accept(PHONE, wrongAt(NOON), NOON);
        }
        accept(PHONE, codeAt(NOON), NOON);
        Instant later = NOON.plusSeconds(60);

        assertThat(accept(PHONE, wrongAt(later), later))
                .isInstanceOf(MfaCodes.Outcome.WrongCode.class);
        assertThat(accept(PHONE, codeAt(later), later))
                .isInstanceOf(MfaCodes.Outcome.Accepted.class);
    }
}
