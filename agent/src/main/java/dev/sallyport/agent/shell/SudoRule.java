package dev.sallyport.agent.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file that lets the standard user become root, or its absence.
///
/// It is ours alone: a rule an administrator or AWS's agent wrote stays untouched.
public final class SudoRule {
    private static final Logger LOG = LoggerFactory.getLogger(SudoRule.class);
    private static final String RULE =
            "# Written by sallyport-agent; switch it off with --sudo off.\n"
                    + MachineUsers.STANDARD
                    + " ALL=(ALL) NOPASSWD:ALL\n";

    private final Path folder;
    private final boolean wanted;

    /// `folder` is where sudo reads rules from, `/etc/sudoers.d`.
    public SudoRule(Path folder, boolean wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /// Brings the file into line with what is wanted. A machine without that folder has no sudo to
    /// grant anything.
    void apply() {
        Path file = folder.resolve("sallyport-ssm-user");
        try {
            if (!wanted) {
                Files.deleteIfExists(file);
            } else if (Files.isDirectory(folder) && !Files.exists(file)) {
                // Written aside and moved: sudo refuses to run while any rule is half a line. It
                // skips names with a dot.
                Path aside = folder.resolve("sallyport-ssm-user.new");
                Files.deleteIfExists(aside);
                Files.createFile(
                        aside,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                Files.writeString(aside, RULE);
                Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("r--r-----"));
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("cannot change the sudo rule");
        }
    }
}
