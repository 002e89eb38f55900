package dev.sallyport.server.api.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.sallyport.protocol.Bytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    @Test
    void drawsWhatAReaderReadsBack() throws Exception {
        String uri = OtpUri.of("alice phone", "acme", "A".repeat(64));

        Bytes png = QrCode.png(uri);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.toArray()));
        int side = image.getWidth();
        int[] dots = image.getRGB(0, 0, side, image.getHeight(), null, 0, side);
        BinaryBitmap bitmap =
                new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(side, image.getHeight(), dots)));
        assertThat(new QRCodeReader().decode(bitmap).getText())
                .isEqualTo(
                        "otpauth://totp/Sallyport:alice%20phone@acme?secret="
                                + "A".repeat(64)
                                + "&issuer=Sallyport");
    }
}
