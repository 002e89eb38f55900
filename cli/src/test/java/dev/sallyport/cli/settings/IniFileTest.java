package dev.sallyport.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IniFileTest {
    private static final String CONFIG =
            """
            # top comment
            [default]
            region = eu-north-1
            Endpoint_URL=https://one.example.com:8443   # here
            empty =

            [profile   "my dev"]
            region=local
            ; another comment
            services = home
            aws_secret_access_key = abc#def=;x

            [services home]
            ssm =
              endpoint_url = https://two.example.com
              other = 1
            sts =
              endpoint_url = https://three.example.com
            plain = yes
            no equals sign here
            """;

    private final IniFile file = IniFile.parse(CONFIG);

    @Test
    void readsKeysInAnyCaseAndWithoutComments() {
        assertThat(file.get("default", "region")).contains("eu-north-1");
        assertThat(file.get("default", "endpoint_url")).contains("https://one.example.com:8443");
    }

    @Test
    void keepsMarksThatBelongToAValue() {
        assertThat(file.get("profile my dev", "aws_secret_access_key")).contains("abc#def=;x");
    }

    @Test
    void readsNamesInQuotes() {
        assertThat(file.has("profile my dev")).isTrue();
        assertThat(file.get("profile my dev", "services")).contains("home");
    }

    @Test
    void readsGroups() {
        assertThat(file.get("services home", "ssm.endpoint_url"))
                .contains("https://two.example.com");
        assertThat(file.get("services home", "sts.endpoint_url"))
                .contains("https://three.example.com");
        assertThat(file.get("services home", "plain")).contains("yes");
    }

    @Test
    void hasNothingWhereNothingIs() {
        assertThat(file.get("default", "empty")).isEmpty();
        assertThat(file.get("default", "unknown")).isEmpty();
        assertThat(file.get("nowhere", "region")).isEmpty();
    }

    @Property
    void readsAnyText(@ForAll String text) {
        assertThat(IniFile.parse("[a]\nb=c\n" + text).has("a")).isTrue();
    }
}
