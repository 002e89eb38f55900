package dev.sallyport.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodePathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/srv/data, /srv/data",
        "//srv/./data/, /srv/data",
        "/~, /~",
        "~, ~",
        "~/, ~",
        "., ~",
        "data, ~/data",
        "./data//x, ~/data/x",
        "~/data, ~/data",
        "~bob/x, ~/~bob/x",
        "a/~, ~/a/~",
        "...,~/...",
    })
    void aPathHasOneForm(String written, String form) {
        assertThat(NodePath.of(written)).hasToString(form);
        assertThat(NodePath.of(form)).hasToString(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "/..", "/srv/../etc", "a/..", "~/..", "a\0b"})
    void whatMayLeadElsewhereIsRefused(String written) {
        assertThatThrownBy(() -> NodePath.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("path: ");
    }

    @Test
    void aPathBeyondAllLengthsIsRefused() {
        assertThatThrownBy(() -> NodePath.of("/" + "a/".repeat(3000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NodePath.of("/" + "a".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameGoesBelowIt() {
        assertThat(NodePath.of("~").at(RelativeName.of("a/b"))).hasToString("~/a/b");
        assertThat(NodePath.of("/srv/a").parent()).hasToString("/srv");
        assertThat(NodePath.of("/").parent()).hasToString("/");
    }
}
