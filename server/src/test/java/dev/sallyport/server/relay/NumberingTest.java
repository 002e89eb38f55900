package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NumberingTest {
    /// Against a list in which the frames really stand one after another.
    @Property
    void agreesWithTheRowOfFramesThatTheTargetGets(
            @ForAll @Size(max = 20) List<@IntRange(max = 3) Integer> between) {
        Numbering numbering = new Numbering();
        List<Long> row = new ArrayList<>();
        long source = 0;
        for (int frames : between) {
            for (int i = 0; i < frames; i++) {
                row.add(source++);
            }
            assertThat(numbering.insert(source)).isEqualTo(row.size());
            row.add(-1L);
        }
        row.add(source);

        for (int number = 0; number < row.size(); number++) {
            boolean own = row.get(number) == -1;
            assertThat(numbering.isOwn(number)).isEqualTo(own);
            if (!own) {
                assertThat(numbering.toSource(number)).isEqualTo(row.get(number));
                assertThat(numbering.toTarget(row.get(number))).isEqualTo(number);
            }
        }
    }
}
