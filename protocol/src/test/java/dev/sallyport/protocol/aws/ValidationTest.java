package dev.sallyport.protocol.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationTest {
    @Test
    void saysNothingOfAGoodRequest() {
        assertThat(check(Map.of("Ship", "beagle", "Length", 27L, "Kind", "SAIL"))).isEmpty();
    }

    @Test
    void namesARequiredMemberThatIsMissing() {
        assertThat(check(Map.of()))
                .isEqualTo(
                        "1 validation error detected: Value null at 'ship' failed to satisfy"
                                + " constraint: Member must not be null");
    }

    @Test
    void quotesATextThatIsTooLong() {
        assertThat(check(Map.of("Ship", "endeavour")))
                .isEqualTo(
                        "1 validation error detected: Value 'endeavour' at 'ship' failed to satisfy"
                                + " constraint: Member must have length less than or equal to 8");
    }

    @Test
    void joinsSeveralFaultsInTheModelsOrder() {
        assertThat(check(Map.of("Length", 401L, "Ship", "")))
                .isEqualTo(
                        "2 validation errors detected: Value '' at 'ship' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to 1;"
                                + " Value '401' at 'length' failed to satisfy constraint: Member"
                                + " must have value less than or equal to 400");
    }

    @Test
    void listsTheValuesOfAnEnum() {
        assertThat(check(Map.of("Ship", "fram", "Kind", "OARS")))
                .endsWith(
                        "Value 'OARS' at 'kind' failed to satisfy constraint: Member must satisfy"
                                + " enum value set: [SAIL, STEAM]");
    }

    @Test
    void showsThePattern() {
        assertThat(check(Map.of("Ship", "HMS")))
                .endsWith(
                        "Value 'HMS' at 'ship' failed to satisfy constraint: Member must satisfy"
                                + " regular expression pattern: [a-z]*");
    }

    @Test
    void neverQuotesWhatIsSensitive() {
        assertThat(check(Map.of("Ship", "fram", "Password", "hunter2")))
                .isEqualTo(
                        "1 validation error detected: Value at 'password' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to 8");
        assertThat(
                        check(
                                Map.of(
                                        "Ship",
                                        "fram",
                                        "Crew",
                                        List.of(Map.of("Name", "ann", "Secret", "hunter2")))))
                .contains("at 'crew.1.member.secret'")
                .doesNotContain("hunter2");
    }

    @Test
    void leavesBlobsOut() {
        assertThat(check(Map.of("Ship", "fram", "Manifest", Bytes.ofUtf8("abc"))))
                .endsWith(
                        "Value at 'manifest' failed to satisfy constraint: Member must have length"
                                + " less than or equal to 2");
    }

    @Test
    void judgesTheItemsOfAListTogether() {
        assertThat(check(Map.of("Ship", "fram", "Flags", List.of("red", "BLUE"))))
                .endsWith(
                        "Value '[red, BLUE]' at 'flags' failed to satisfy constraint: Member must"
                                + " satisfy constraint: [Member must have length less than or equal"
                                + " to 8, Member must have length greater than or equal to 1,"
                                + " Member must satisfy regular expression pattern: [a-z]*]");
    }

    @Test
    void judgesKeysAndValuesOfAMapApart() {
        assertThat(check(Map.of("Ship", "fram", "Cargo", Map.of("COAL", 500L))))
                .contains(
                        "Value '{COAL=500}' at 'cargo' failed to satisfy constraint: Map keys must"
                                + " satisfy constraint: [Member must satisfy enum value set: [SAIL,"
                                + " STEAM]]")
                .contains("Map value must satisfy constraint: [Member must have value");
    }

    @Test
    void givesMembersOfListedStructuresAPathOfTheirOwn() {
        assertThat(check(Map.of("Ship", "fram", "Crew", List.of(Map.of("Name", "ann"), Map.of()))))
                .isEqualTo(
                        "1 validation error detected: Value null at 'crew.2.member.name' failed to"
                                + " satisfy constraint: Member must not be null");
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(check(Map.of("Ship", "fram", "Flags", List.of("a".repeat(8))))).isEmpty();
        assertThat(check(Map.of("Ship", "\uD83D\uDEA2".repeat(8))))
                .doesNotContain("length")
                .contains("pattern");
    }

    @Test
    void boundsItsOwnText() {
        List<Object> crew = Collections.nCopies(10_000, Map.of());
        String monster = "A".repeat(1_000_000);

        assertThat(check(Map.of("Ship", "fram", "Crew", crew))).hasSizeLessThan(10_000);
        assertThat(check(Map.of("Ship", monster))).hasSizeLessThan(5_000);
    }

    private static String check(Map<String, Object> tree) {
        return Validation.check(TestModels.MOOR.input(), tree).orElse("");
    }
}
