package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
    void doesNotTakeANodeForAnotherBecauseItSaysSo() {
        NodeEntry impostor = new NodeEntry("mi-4123456789abcdef0", "guest", "db", true);
        NodeEntry alone = new NodeEntry("mi-5123456789abcdef0", "db", "", false);

        assertThat(NodeNames.resolve("db", List.of(impostor, alone)))
                .isEqualTo(new NodeNames.Found(alone));
    }

    @Test
    void doesNotLetAClaimedNameWinOverTheBeginningOfAGivenOne() {
        NodeEntry impostor = new NodeEntry("mi-4123456789abcdef0", "guest", "web", true);

        assertThat(NodeNames.resolve("web", List.of(WEB, impostor)))
                .isEqualTo(new NodeNames.Ambiguous(List.of(WEB, impostor)));
    }

    @Test
    void doesNotChooseBetweenNodesThatClaimTheSameName() {
        NodeEntry impostor = new NodeEntry("mi-4123456789abcdef0", "", "app", true);
        NodeEntry away = new NodeEntry("mi-5123456789abcdef0", "", "app", false);

        assertThat(NodeNames.resolve("app", List.of(impostor, away)))
                .isEqualTo(new NodeNames.Ambiguous(List.of(impostor, away)));
    }

    @Test
    void findsByATag() {
        NodeEntry tagged =
                new NodeEntry("mi-4123456789abcdef0", "t", "", true, Map.of("team", "web=1"));

        assertThat(NodeNames.resolve("tag:team=web=1", List.of(WEB, tagged)))
                .isEqualTo(new NodeNames.Found(tagged));
        assertThat(NodeNames.resolve("tag:team=web", List.of(WEB, tagged)))
                .isEqualTo(new NodeNames.Missing(List.of()));
    }

    @Test
    void knowsWhatIsSimilar() {
        assertThat(NodeNames.resolve("example", ALL)).isEqualTo(new NodeNames.Similar(ALL));
        assertThat(NodeNames.resolve("w2", ALL)).isEqualTo(new NodeNames.Similar(List.of(WEB_2)));
    }

    @Test
    void suggestsWhatIsNear() {
        assertThat(NodeNames.resolve("wbe-1", ALL))
                .isEqualTo(new NodeNames.Missing(List.of("web-1")));
        assertThat(NodeNames.resolve("mainframe", ALL)).isEqualTo(new NodeNames.Missing(List.of()));
    }
}
