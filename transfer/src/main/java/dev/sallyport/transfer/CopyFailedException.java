package dev.sallyport.transfer;

import dev.sallyport.protocol.files.Verdict;

/// Nothing more can be copied; the text is for people.
public sealed class CopyFailedException extends Exception permits LineLostException {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    public CopyFailedException(Verdict verdict, String message) {
        super(message);
        this.verdict = verdict;
    }

    public Verdict verdict() {
        return verdict;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
