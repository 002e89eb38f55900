package dev.sallyport.transfer;

import dev.sallyport.protocol.files.Verdict;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/// What a failure of the disk means. Not all have an exception of their own: the rest is told by
/// the system's words (`strerror` of errno, in English for a process in a C locale).
record Troubles(Verdict verdict, String text) {
    static Troubles of(IOException failure) {
        String words = words(failure);
        return new Troubles(verdict(failure, words.toLowerCase(Locale.ROOT)), words);
    }

    private static Verdict verdict(IOException failure, String words) {
        return switch (failure) {
            case AccessDeniedException _ -> Verdict.DENIED;
            case NoSuchFileException _ -> Verdict.MISSING;
            case FileAlreadyExistsException _,
                    DirectoryNotEmptyException _,
                    NotDirectoryException _ ->
                    Verdict.IN_THE_WAY;
            default -> verdict(words);
        };
    }

    private static Verdict verdict(String words) {
        if (words.contains("no space left") || words.contains("quota exceeded")) {
            return Verdict.NO_SPACE;
        }
        if (words.contains("permission denied")
                || words.contains("not permitted")
                || words.contains("read-only file system")) {
            return Verdict.DENIED;
        }
        if (words.contains("is a directory") || words.contains("not a directory")) {
            return Verdict.IN_THE_WAY;
        }
        return words.contains("symbolic links") ? Verdict.UNSAFE : Verdict.FAILED;
    }

    /// Without the path: whoever reads it knows that better.
    private static String words(IOException failure) {
        String said =
                failure instanceof FileSystemException system
                        ? system.getReason()
                        : failure.getMessage();
        return said == null ? "" : said;
    }
}
