package dev.sallyport.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HabitsTest {
    @TestFactory
    Stream<DynamicTest> holds() {
        JavaClasses house = House.classes();
        return each(rule -> rule.check(house));
    }

    @TestFactory
    Stream<DynamicTest> findsThePlantedFault() {
        JavaClasses planted = House.planted();
        return each(rule -> assertThat(rule.evaluate(planted).hasViolation()).isTrue());
    }

    @Test
    void findsEveryWayToReadAClock() {
        String found =
                Habits.rules()
                        .get("time is handed in")
                        .evaluate(House.planted())
                        .getFailureReport()
                        .toString();

        assertThat(found)
                .contains("Instant.now", "currentTimeMillis", "nanoTime", "LocalDate.now")
                .contains("Clock.systemUTC", "InstantSource.system")
                .doesNotContain("planted.server.Main");
    }

    private static Stream<DynamicTest> each(Consumer<ArchRule> check) {
        return Habits.rules().entrySet().stream()
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.getKey(), () -> check.accept(rule.getValue())));
    }
}
