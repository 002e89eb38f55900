package dev.sallyport.agent.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeyLinesTest {
    private static final String ED =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBQDWFlrjqM5Ak8VhPqKCX9fKVQw2OVnvXH4Tv0xUUlG";
    private static final GroupKey ALICE = new GroupKey("alice", "APKAALICE22222222222", ED);
    private static final GroupKey BOB = new GroupKey("bob", "APKABOB2222222222222", ED);
    private static final String BLOCK =
            "# sallyport begin ops\n"
                    + ED
                    + " alice APKAALICE22222222222\n"
                    + "# sallyport end ops\n";

    @Test
    void beginsAFile() {
        assertThat(KeyLines.with("", "ops", List.of(ALICE))).isEqualTo(BLOCK);
    }

    @Test
    void standsBehindTheLinesOfOthers() {
        assertThat(KeyLines.with("# mine\nssh-rsa AAAA me", "ops", List.of(ALICE)))
                .isEqualTo("# mine\nssh-rsa AAAA me\n" + BLOCK);
    }

    @Test
    void isReplacedWhereItStands() {
        String text = "before\n" + BLOCK + "after \t\r\n";

        assertThat(KeyLines.with(text, "ops", List.of(BOB)))
                .isEqualTo(
                        "before\n"
                                + BLOCK.replace(
                                        "alice APKAALICE22222222222", "bob APKABOB2222222222222")
                                + "after \t\r\n");
    }

    @Test
    void goesWithTheLastKey() {
        assertThat(KeyLines.with("before\n" + BLOCK + "after", "ops", List.of()))
                .isEqualTo("before\nafter");
    }

    @Test
    void leavesOtherGroupsAlone() {
        String dev = BLOCK.replace("ops", "dev");

        assertThat(KeyLines.with(BLOCK + dev, "ops", List.of())).isEqualTo(dev);
    }

    @Test
    void takesNothingAwayThatHasNoEnd() {
        String text = "# sallyport begin ops\nssh-rsa AAAA somebody\n";

        assertThat(KeyLines.with(text, "ops", List.of())).isEqualTo("ssh-rsa AAAA somebody\n");
    }

    @Property
    void doesNothingTwiceAndUndoesItself(@ForAll String text) {
        String once = KeyLines.with(text, "ops", List.of(ALICE, BOB));

        assertThat(KeyLines.with(once, "ops", List.of(ALICE, BOB))).isEqualTo(once);
        String undone = KeyLines.with(once, "ops", List.of());
        // A last line without an end gets one.
        assertThat(undone).isIn(text, text + "\n");
    }
}
