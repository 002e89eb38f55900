package dev.sallyport.cli.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final Alarms alarms = new Alarms();
    private final List<String> rung = new ArrayList<>();

    @Test
    void ringInTheOrderOfTheirTimesAndOnce() {
        alarms.set(30, () -> rung.add("late"));
        alarms.set(10, () -> rung.add("early"));
        assertThat(alarms.next()).hasValue(10);

        alarms.ring(29);
        assertThat(rung).containsExactly("early");

        alarms.ring(30);
        alarms.ring(31);
        assertThat(rung).containsExactly("early", "late");
        assertThat(alarms.next()).isEmpty();
    }

    @Test
    void waitForTheNextCallWhenSetAnewWhileRinging() {
        alarms.set(
                1,
                () -> {
                    rung.add("first");
                    alarms.set(1, () -> rung.add("again"));
                });

        alarms.ring(1);
        assertThat(rung).containsExactly("first");

        alarms.ring(1);
        assertThat(rung).containsExactly("first", "again");
    }

    @Test
    void knowTheOrderWhereTheTickerPassesItsLargestValue() {
        alarms.set(Long.MIN_VALUE + 5, () -> rung.add("after"));
        alarms.set(Long.MAX_VALUE - 5, () -> rung.add("before"));

        alarms.ring(Long.MAX_VALUE);

        assertThat(rung).containsExactly("before");
    }
}
