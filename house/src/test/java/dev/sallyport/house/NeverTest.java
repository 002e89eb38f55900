package dev.sallyport.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NeverTest {
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

    private static Stream<DynamicTest> each(java.util.function.Consumer<ArchRule> check) {
        return Never.rules().entrySet().stream()
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.getKey(), () -> check.accept(rule.getValue())));
    }
}
