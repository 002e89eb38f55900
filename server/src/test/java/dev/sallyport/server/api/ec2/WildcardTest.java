package dev.sallyport.server.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "web, web, true",
        "web, Web, false",
        "web*, web-1, true",
        "*web, my-web, true",
        "*e*, web, true",
        "w?b, web, true",
        "w?b, wb, false",
        "*, '', true",
        "?, '', false",
        "'', '', true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-b-b-d, false",
        "10.0.*.1, 10.0.77.1, true",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "a\\?, a?, true",
        "**, anything, true"
    })
    void matchesAsEc2Does(String pattern, String text, boolean expected) {
        assertThat(Wildcard.matches(pattern, text)).isEqualTo(expected);
    }

    @Property
    void findsAnyPartBetweenStars(
            @ForAll @AlphaChars String before, @ForAll @AlphaChars String in) {
        assertThat(Wildcard.matches("*" + in + "*", before + in + before)).isTrue();
    }

    @Test
    @Timeout(5)
    void isNotSlowedDownByManyStars() {
        assertThat(Wildcard.matches("*a".repeat(100) + "b", "a".repeat(10_000))).isFalse();
    }
}
