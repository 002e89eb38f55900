package dev.sallyport.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IniTextTest {
    private static final String FILE =
            """
            # top comment
            [other]
            aws_access_key_id = AKIAOTHER   ; mine

            [work]
            # of work
            Expiration=old
            region = here
            expiration = older

            ; before last
            [last]
            key = value
            """;

    private static String changed(String text, String section, Map<String, String> values) {
        IniText ini = new IniText(text);
        ini.set(section, new TreeMap<>(values));
        return ini.toString();
    }

    @Test
    void changesKeysInPlaceAndAddsOthersAtTheSectionsEnd() {
        assertThat(changed(FILE, "work", Map.of("expiration", "new", "token", "t")))
                .isEqualTo(
                        """
                        # top comment
                        [other]
                        aws_access_key_id = AKIAOTHER   ; mine

                        [work]
                        # of work
                        expiration = new
                        region = here

                        ; before last
                        token = t
                        [last]
                        key = value
                        """);
    }

    @Test
    void addsASectionAtTheEnd() {
        assertThat(changed(FILE, "new", Map.of("a", "b"))).isEqualTo(FILE + "\n[new]\na = b\n");
        assertThat(changed("", "new", Map.of("a", "b"))).isEqualTo("[new]\na = b\n");
    }

    @Test
    void keepsTheKindOfLineEnds() {
        assertThat(changed("[a]\r\nb = c\r\n", "a", Map.of("d", "e")))
                .isEqualTo("[a]\r\nb = c\r\nd = e\r\n");
    }

    @Test
    void leavesNoOlderValueInASecondSectionOfTheSameName() {
        assertThat(changed("[a]\nx = 1\n[b]\n[a]\nx = 2\ny = 3\n", "a", Map.of("x", "9")))
                .isEqualTo("[a]\nx = 9\n[b]\n[a]\ny = 3\n");
    }

    @Test
    void removesKeys() {
        IniText ini = new IniText("[a]\nx = 1\n# x = 1\ny = 2\n[b]\nx = 3\n");
        ini.remove("a", Set.of("x"));

        assertThat(ini).hasToString("[a]\n# x = 1\ny = 2\n[b]\nx = 3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n[default]", "a\rb", "", " "})
    void refusesAValueThatWouldBeginAnotherLine(String value) {
        assertThatThrownBy(() -> changed(FILE, "work", Map.of("key", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
    }

    @Property
    void keepsEveryLineOfOtherSections(@ForAll String text) {
        String before = new IniText(text).toString();
        assertThat(changed(text, "mine-alone", Map.of("a", "b"))).startsWith(before);
    }
}
