package dev.sallyport.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    @Test
    void theArrowsInTheByteCodeAreThoseInTheFile() throws Exception {
        List<String> agreed = Files.readAllLines(House.ROOT.resolve("house/arrows.txt"));

        assertThat(String.join("\n", Arrows.faults(agreed, Arrows.drawn(House.classes()))))
                .isEmpty();
    }

    @Test
    void aNewArrowIsAFaultAndNamesItsPlace() {
        Map<String, String> drawn = Arrows.drawn(House.planted());

        assertThat(drawn).containsKey("server.relay -> server.identity");
        assertThat(Arrows.faults(List.of(), Map.of("a -> b", "A.java:1")))
                .singleElement()
                .asString()
                .contains("new arrow:   a -> b", "A.java:1", "house/arrows.txt");
    }

    @Test
    void aLineThatNothingDrawsIsAFault() {
        assertThat(Arrows.faults(List.of("# why", "", "a -> b"), Map.of()))
                .singleElement()
                .asString()
                .contains("stale arrow: a -> b");
    }

    @Test
    void linesAreSortedAndSaidOnce() {
        Map<String, String> drawn = Map.of("a -> b", "A", "b -> c", "B");

        assertThat(Arrows.faults(List.of("a -> b", "b -> c"), drawn)).isEmpty();
        assertThat(Arrows.faults(List.of("b -> c", "a -> b"), drawn)).hasSize(1);
        assertThat(Arrows.faults(List.of("a -> b", "a -> b", "b -> c"), drawn)).hasSize(1);
    }
}
