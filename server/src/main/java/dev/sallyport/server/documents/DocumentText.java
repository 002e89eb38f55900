package dev.sallyport.server.documents;

import dev.sallyport.protocol.Bytes;

/// A version with its content, exactly as it was handed in.
public record DocumentText(DocumentVersion version, String content) {
    /// SHA-256 of the content, in hex: what DescribeDocument calls the hash.
    public String hash() {
        return Bytes.ofUtf8(content).sha256().toHex();
    }
}
