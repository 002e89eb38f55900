package dev.sallyport.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamePlatesTest {
    @Test
    void everyRoomSaysWhatBelongsThere() {
        assertThat(String.join("\n", NamePlates.faults(House.mainSources()))).isEmpty();
    }

    @Test
    void aRoomWithoutAPlateIsAFault() {
        var alone = new SourceFile("server/src/main/java/a/B.java", "package a; class B {}");

        assertThat(NamePlates.faults(List.of(alone)))
                .containsExactly("server/src/main/java/a: has no package-info.java");
    }

    @Test
    void aPlateThatSaysNothingIsAFault() {
        var plate =
                new SourceFile(
                        "x/a/package-info.java",
                        """
                        /// Things.
                        ///
                        /// ## Belongs here
                        @NullMarked
                        package a;
                        """);

        assertThat(NamePlates.faults(List.of(plate)))
                .containsExactly(
                        "x/a/package-info.java: lacks '/// ## Does not belong here'",
                        "x/a/package-info.java: lacks '/// ## Invariants'",
                        "x/a/package-info.java: says nothing");
    }
}
