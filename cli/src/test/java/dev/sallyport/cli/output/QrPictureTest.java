package dev.sallyport.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    private static final String TEXT =
            "otpauth://totp/Sallyport:alice@111122223333?secret=ABCDEFGH&issuer=Sallyport";
    private static final int QUIET = 2;

    /// As a scanner sees it: what is drawn is light.
    private static String read(List<String> lines) throws Exception {
        int side = lines.getFirst().length() - 2 * QUIET;
        BitMatrix dots = new BitMatrix(side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int row = y + QUIET;
                char cell = lines.get(row / 2).charAt(x + QUIET);
                boolean light = cell == '\u2588' || cell == (row % 2 == 0 ? '\u2580' : '\u2584');
                if (!light) {
                    dots.set(x, y);
                }
            }
        }
        return new Decoder().decode(dots).getText();
    }

    @Test
    void canBeScanned() throws Exception {
        List<String> lines = QrPicture.lines(TEXT, new Style(false));

        assertThat(lines).allMatch(line -> line.length() == lines.getFirst().length());
        assertThat(lines.getFirst()).doesNotContain(" ");
        assertThat(read(lines)).isEqualTo(TEXT);
    }

    @Test
    void bringsItsOwnColoursToATerminal() throws Exception {
        List<String> lines = QrPicture.lines(TEXT, new Style(true));

        assertThat(lines)
                .allMatch(line -> line.startsWith("\u001b[97;40m") && line.endsWith("\u001b[0m"));
        assertThat(read(lines.stream().map(it -> it.replaceAll("\u001b\\[[0-9;]*m", "")).toList()))
                .isEqualTo(TEXT);
    }
}
