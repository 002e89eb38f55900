package dev.sallyport.transfer;

import dev.sallyport.protocol.files.Verdict;

/// The line has ended before the copy: it may be gone on with over another.
public final class LineLostException extends CopyFailedException {
    private static final long serialVersionUID = 1L;

    public LineLostException(String message) {
        super(Verdict.FAILED, message);
    }
}
