package dev.sallyport.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TagsTest {
    private static final TagStore.Kind DOCUMENT = TagStore.Kind.DOCUMENT;

    private final Tags tags = new Tags(new InMemoryFleet(), Map.of(DOCUMENT, "Doc"::equals));

    @Test
    void tagsWhatIsThere() {
        assertThat(tags.add(DOCUMENT, "Doc", Map.of("a", "1"))).isEqualTo(Tags.Outcome.DONE);
        assertThat(tags.list(DOCUMENT, "Doc")).isEqualTo(Map.of("a", "1"));
        assertThat(tags.remove(DOCUMENT, "Doc", List.of("a"))).isEqualTo(Tags.Outcome.DONE);
        assertThat(tags.list(DOCUMENT, "Doc")).isEmpty();
    }

    @Test
    void tagsNothingThatIsNot() {
        assertThat(tags.add(DOCUMENT, "Other", Map.of("a", "1")))
                .isEqualTo(Tags.Outcome.NO_SUCH_THING);
        assertThat(tags.add(TagStore.Kind.NODE, "Doc", Map.of("a", "1")))
                .isEqualTo(Tags.Outcome.NO_SUCH_THING);
        assertThat(tags.remove(DOCUMENT, "Other", List.of("a")))
                .isEqualTo(Tags.Outcome.NO_SUCH_THING);
    }

    @Test
    void keepsTheKeysOfAwsForItself() {
        assertThat(tags.add(DOCUMENT, "Doc", Map.of("aws:team", "1")))
                .isEqualTo(Tags.Outcome.RESERVED);
        assertThat(tags.add(DOCUMENT, "Doc", Map.of("AWS:team", "1")))
                .isEqualTo(Tags.Outcome.RESERVED);
        assertThat(tags.remove(DOCUMENT, "Doc", List.of("aws:team")))
                .isEqualTo(Tags.Outcome.RESERVED);
    }

    @Test
    void stopsAtFiftyTags() {
        Map<String, String> fifty = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            fifty.put("key" + i, "v");
        }
        assertThat(tags.add(DOCUMENT, "Doc", fifty)).isEqualTo(Tags.Outcome.DONE);

        assertThat(tags.add(DOCUMENT, "Doc", Map.of("one", "more")))
                .isEqualTo(Tags.Outcome.TOO_MANY);
        assertThat(tags.add(DOCUMENT, "Doc", Map.of("key7", "changed")))
                .isEqualTo(Tags.Outcome.DONE);
    }
}
