package dev.sallyport.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void nothingShippedIsTooLarge() {
        assertThat(String.join("\n", Sizes.faults(House.mainSources(), true))).isEmpty();
    }

    @Test
    void noTestIsTooLarge() {
        assertThat(String.join("\n", Sizes.faults(House.testSources(), false))).isEmpty();
    }

    private static List<String> faults(String source) {
        return Sizes.faults(List.of(new SourceFile("A.java", source)), true);
    }

    @Test
    void findsALongFileAndManyImports() {
        assertThat(faults("\n".repeat(400) + "class A {}"))
                .containsExactly("A.java: 401 lines (expected: at most 400)");
        assertThat(faults("import java.util.List;\n".repeat(36) + "class A {}"))
                .containsExactly("A.java: 36 imports (expected: at most 35)");
    }

    @Test
    void findsALongMethod() {
        assertThat(faults("class A {\n void run() {" + "\n".repeat(39) + "}\n}")).isEmpty();
        assertThat(faults("class A {\n void run() {" + "\n".repeat(40) + "}\n}"))
                .containsExactly("A.java:2: run(): 41 lines (expected: at most 40)");
    }

    @Test
    void findsTooManyParametersButNotInRecords() {
        assertThat(faults("class A { void run(int a,int b,int c,int d,int e,int f,int g) {} }"))
                .containsExactly("A.java:1: run(): 7 parameters (expected: at most 6)");
        assertThat(faults("class A { A(int a,int b,int c,int d,int e,int f,int g,int h) {} }"))
                .containsExactly("A.java:1: constructor: 8 parameters (expected: at most 7)");
        assertThat(faults("record A(int a,int b,int c,int d,int e,int f,int g,int h) { A {} }"))
                .isEmpty();
    }

    @Test
    void findsDeepNestingAndReadsElseIfAsOneChoice() {
        assertThat(
                        faults(
                                """
                                class A {
                                    void run() {
                                        for (;;) {
                                            try {
                                                if (true) {
                                                    while (true) {}
                                                }
                                            } finally {}
                                        }
                                    }
                                }
                                """))
                .containsExactly("A.java:2: run(): 4 levels of nesting (expected: at most 3)");
        assertThat(
                        faults(
                                """
                                class A {
                                    void run(int a) {
                                        if (a == 1) {} else if (a == 2) {} else if (a == 3) {}
                                        else if (a == 4) {} else if (a == 5) {}
                                        Runnable r = new Runnable() {
                                            public void run() { if (true) { if (true) {} } }
                                        };
                                    }
                                }
                                """))
                .isEmpty();
    }

    @Test
    void findsAPublicTypeThatSaysNothing() {
        assertThat(faults("public class A { public record B() {} private enum C {} }"))
                .containsExactly(
                        "A.java:1: A has no comment (expected: one sentence on every public type)",
                        "A.java:1: B has no comment (expected: one sentence on every public type)");
        assertThat(faults("/// An A.\npublic class A {}")).isEmpty();
    }
}
