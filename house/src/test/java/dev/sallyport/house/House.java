package dev.sallyport.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The house as the checks see it: its classes and its sources.
final class House {
    /// Where the repository begins, seen from this module.
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String PACKAGE = "dev.sallyport";
    private static final String PLANTED = "dev/sallyport/house";

    private House() {}

    /// Every class that is shipped. Generated models are among them; rules leave them out.
    static JavaClasses classes() {
        ImportOption notTheChecks = location -> !location.contains(PLANTED);
        return new ClassFileImporter().withImportOption(notTheChecks).importPackages(PACKAGE);
    }

    /// The faults planted for one rule.
    static JavaClasses planted() {
        return new ClassFileImporter().importPackages(PACKAGE + ".house.planted");
    }

    static List<SourceFile> mainSources() {
        return sources("src/main/java");
    }

    static List<SourceFile> testSources() {
        return sources("src/test/java");
    }

    private static List<SourceFile> sources(String folder) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .map(module -> module.resolve(folder))
                    .filter(Files::isDirectory)
                    .sorted()
                    .flatMap(House::javaFiles)
                    .map(SourceFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains(PLANTED + "/planted"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
