package dev.sallyport.server.api.iam;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Draws a text as a QR code, in PNG with one bit per dot.
///
/// Java's own image writer would pull the desktop into every installation.
final class QrCode {
    private static final int SIDE = 360;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private QrCode() {}

    static Bytes png(String text) {
        try {
            BitMatrix dots = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIDE, SIDE);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DataOutputStream png = new DataOutputStream(out);
            png.write(SIGNATURE);
            chunk(png, "IHDR", header(dots));
            chunk(png, "IDAT", pixels(dots));
            chunk(png, "IEND", new byte[0]);
            return Bytes.wrap(out.toByteArray());
        } catch (WriterException e) {
            throw new IllegalStateException("the text does not fit into a QR code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] header(BitMatrix dots) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(out);
        header.writeInt(dots.getWidth());
        header.writeInt(dots.getHeight());
        // One bit per dot, shades of grey, and the only compression, filter and order there are.
        header.write(new byte[] {1, 0, 0, 0, 0});
        return out.toByteArray();
    }

    private static byte[] pixels(BitMatrix dots) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
            for (int y = 0; y < dots.getHeight(); y++) {
                byte[] row = new byte[1 + (dots.getWidth() + 7) / 8];
                for (int x = 0; x < dots.getWidth(); x++) {
                    if (!dots.get(x, y)) {
                        row[1 + x / 8] |= (byte) (0x80 >> (x % 8));
                    }
                }
                packed.write(row);
            }
        }
        return out.toByteArray();
    }

    private static void chunk(DataOutputStream png, String type, byte[] content)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        png.writeInt(content.length);
        png.write(name);
        png.write(content);
        png.writeInt((int) check.getValue());
    }
}
