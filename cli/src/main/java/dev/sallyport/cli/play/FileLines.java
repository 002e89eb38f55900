package dev.sallyport.cli.play;

import dev.sallyport.audit.recording.CopiedFile;
import dev.sallyport.cli.output.Plain;

/// A recorded file in one line.
public final class FileLines {
    private FileLines() {}

    public static String of(CopiedFile file) {
        StringBuilder line = new StringBuilder();
        line.append(file.act()).append(' ').append(file.kind());
        line.append(' ').append(Plain.text(file.path()));
        line.append(": ").append(file.result());
        if (file.kind().equals("file") && !file.act().equals("remove")) {
            line.append(", ").append(file.size()).append(" bytes");
        }
        file.sha256().ifPresent(hash -> line.append(", sha256 ").append(hash));
        if (file.from() > 0) {
            line.append(" of the bytes from ").append(file.from());
            file.claimed().ifPresent(hash -> line.append(", whole by its sender ").append(hash));
        }
        if (!file.text().isEmpty()) {
            line.append(" (").append(Plain.text(file.text())).append(')');
        }
        return line.toString();
    }
}
