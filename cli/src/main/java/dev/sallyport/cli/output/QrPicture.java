package dev.sallyport.cli.output;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A text as a QR code made of half blocks, two dots a cell.
public final class QrPicture {
    // Scanners ask for four dots of quiet; two are enough on a screen, and more terminals hold it.
    private static final int QUIET = 2;
    // White on black, whatever the terminal's colours are: many scanners read no inverted codes.
    private static final String ON = "\u001b[97;40m";
    private static final String OFF = "\u001b[0m";

    private QrPicture() {}

    /// The lines to print. Without colours it is drawn for a dark background.
    public static List<String> lines(String text, Style style) {
        BitMatrix dots = dots(text);
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < dots.getHeight(); y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < dots.getWidth(); x++) {
                line.append(cell(isLight(dots, x, y), isLight(dots, x, y + 1)));
            }
            lines.add(style.coloured() ? ON + line + OFF : line.toString());
        }
        return lines;
    }

    private static BitMatrix dots(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, QUIET));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    private static boolean isLight(BitMatrix dots, int x, int y) {
        return y < dots.getHeight() && !dots.get(x, y);
    }

    private static char cell(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '\u2588' : '\u2580';
        }
        return lower ? '\u2584' : ' ';
    }
}
