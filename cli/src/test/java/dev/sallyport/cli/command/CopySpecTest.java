package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.outcome.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopySpecTest {
    private static CopySpec.Remote remote(String node, String path) {
        return new CopySpec.Remote(node, path);
    }

    @Test
    void oneSideIsOnANode() {
        assertThat(CopySpec.of(List.of("a", "./b:c"), "web-1:/srv/"))
                .isEqualTo(new CopySpec.Up(List.of("a", "./b:c"), remote("web-1", "/srv/")));
        assertThat(CopySpec.of(List.of("web-1:x:y", "web-1:"), "."))
                .isEqualTo(
                        new CopySpec.Down(
                                List.of(remote("web-1", "x:y"), remote("web-1", "~")), "."));
    }

    @Test
    void anythingElseIsNoCopy() {
        List<List<String>> wrong =
                List.of(
                        List.of("a", "b"),
                        List.of("web-1:a", "web-2:b"),
                        List.of("web-1:a", "b", "c"),
                        List.of("web-1:a", "web-2:b", "c"),
                        List.of("web-1:a", "b", "web-1:c"),
                        List.of(":a", "b"),
                        List.of("tag:team=web:a", "b"));
        for (List<String> words : wrong) {
            int last = words.size() - 1;
            assertThatThrownBy(() -> CopySpec.of(words.subList(0, last), words.get(last)))
                    .as("%s", words)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("exactly one side");
        }
    }
}
