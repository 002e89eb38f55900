package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNamesTest {
    private static final NodeEntry WEB =
            new NodeEntry("mi-0123456789abcdef0", "web-1", "web1.example.com", true);
    private static final NodeEntry DATABASE =
            new NodeEntry("mi-1123456789abcdef0", "db", "db1.example.com", true);
    private static final NodeEntry OLD_DATABASE =
            new NodeEntry("mi-2123456789abcdef0", "db", "db1.example.com", false);
    private static final NodeEntry WEB_2 =
            new NodeEntry("mi-3123456789abcdef0", "web-2", "web2.example.com", true);
    private static final List<NodeEntry> ALL = List.of(WEB, OLD_DATABASE, DATABASE, WEB_2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mi-0123456789abcdef0",
                "i-0123456789abcdef0",
                "web-1",
                "WEB-1",
                "web1.example.com",
                "web1",
                "mi-0",
                "i-01"
            })
    void knowsANodeByEveryNameAndItsBeginning(String name) {
        assertThat(NodeNames.resolve(name, ALL)).isEqualTo(new NodeNames.Found(WEB));
    }

    @Test
    void takesTheOneThatIsOnline() {
        assertThat(NodeNames.resolve("db", ALL)).isEqualTo(new NodeNames.Found(DATABASE));
        assertThat(NodeNames.resolve(OLD_DATABASE.id(), ALL))
                .isEqualTo(new NodeNames.Found(OLD_DATABASE));
    }

    @Test
    void listsWhatCouldBeMeant() {
        assertThat(NodeNames.resolve("web-", ALL))
                .isEqualTo(new NodeNames.Ambiguous(List.of(WEB, WEB_2)));
    }

    @Test
    void suggestsWhatIsNear() {
        assertThat(NodeNames.resolve("wbe-1", ALL))
                .isEqualTo(new NodeNames.Missing(List.of("web-1")));
        assertThat(NodeNames.resolve("example", ALL))
                .isInstanceOfSatisfying(
                        NodeNames.Missing.class,
                        missing -> assertThat(missing.suggestions()).hasSize(3));
        assertThat(NodeNames.resolve("mainframe", ALL)).isEqualTo(new NodeNames.Missing(List.of()));
    }
}
