package dev.sallyport.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.fleet.TagStore.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RememberedTagsTest {
    private static final String WEB = "mi-0123456789abcdef0";

    private final Counting store = new Counting();
    private final RememberedTags tags = new RememberedTags(store);

    /// A store that counts how often it is read.
    private static final class Counting implements TagStore {
        private final Map<String, Map<String, String>> kept = new HashMap<>();
        private int reads;

        @Override
        public Map<String, String> list(Kind kind, String id) {
            reads++;
            return Map.copyOf(kept.getOrDefault(kind + id, Map.of()));
        }

        @Override
        public boolean put(Kind kind, String id, Map<String, String> more, int limit) {
            if (more.size() > limit) {
                return false;
            }
            kept.computeIfAbsent(kind + id, _ -> new HashMap<>()).putAll(more);
            return true;
        }

        @Override
        public void remove(Kind kind, String id, Collection<String> keys) {
            kept.getOrDefault(kind + id, new HashMap<>()).keySet().removeAll(keys);
        }

        @Override
        public void removeAll(Kind kind, String id) {
            kept.remove(kind + id);
        }
    }

    @Test
    void readsANodesTagsOnce() {
        tags.put(Kind.NODE, WEB, Map.of("team", "a"), 50);

        assertThat(tags.list(Kind.NODE, WEB)).containsEntry("team", "a");
        assertThat(tags.list(Kind.NODE, WEB)).containsEntry("team", "a");
        assertThat(store.reads).isEqualTo(1);
    }

    @Test
    void forgetsWhatChanged() {
        tags.put(Kind.NODE, WEB, Map.of("team", "a", "env", "test"), 50);
        tags.list(Kind.NODE, WEB);

        tags.put(Kind.NODE, WEB, Map.of("team", "b"), 50);
        assertThat(tags.list(Kind.NODE, WEB)).containsEntry("team", "b");

        tags.remove(Kind.NODE, WEB, List.of("env"));
        assertThat(tags.list(Kind.NODE, WEB)).containsOnlyKeys("team");

        tags.removeAll(Kind.NODE, WEB);
        assertThat(tags.list(Kind.NODE, WEB)).isEmpty();
    }

    @Test
    void saysWhenThereAreTooMany() {
        assertThat(tags.put(Kind.NODE, WEB, Map.of("a", "1", "b", "2"), 1)).isFalse();
    }

    @Test
    void asksForDocumentsEachTime() {
        tags.put(Kind.DOCUMENT, "Mine", Map.of("team", "a"), 50);
        tags.list(Kind.DOCUMENT, "Mine");
        store.removeAll(Kind.DOCUMENT, "Mine");

        assertThat(tags.list(Kind.DOCUMENT, "Mine")).isEmpty();
    }
}
