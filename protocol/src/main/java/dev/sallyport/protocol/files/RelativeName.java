package dev.sallyport.protocol.files;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The name of something below a folder: elements between single slashes, none of them `.` or `..`
/// or empty. No elements at all is the folder itself. Anything else may be in it, newlines too.
public record RelativeName(List<String> elements) {
    /// The folder itself.
    public static final RelativeName ROOT = new RelativeName(List.of());

    /// As Linux has it, in bytes.
    private static final int LONGEST = 4096;

    private static final int LONGEST_ELEMENT = 255;
    private static final int DEEPEST = 256;

    public RelativeName {
        elements = List.copyOf(elements);
        int length = elements.size();
        for (String element : elements) {
            length += checked(element);
        }
        if (length > LONGEST || elements.size() > DEEPEST) {
            throw new IllegalArgumentException("name: too long");
        }
    }

    /// Of a text that is already relative.
    public static RelativeName of(String text) {
        return text.isEmpty() ? ROOT : new RelativeName(List.of(text.split("/", -1)));
    }

    private static int checked(String element) {
        int length = element.getBytes(StandardCharsets.UTF_8).length;
        if (element.isEmpty()
                || element.equals(".")
                || element.equals("..")
                || element.indexOf('/') >= 0
                || element.indexOf('\0') >= 0
                || length > LONGEST_ELEMENT
                || !StandardCharsets.UTF_8.newEncoder().canEncode(element)) {
            throw new IllegalArgumentException("name: not a name below a folder");
        }
        return length;
    }

    static RelativeName decode(Bytes bytes) throws MalformedFilesException {
        try {
            ByteBuffer buffer = bytes.asReadOnlyBuffer();
            return of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException e) {
            throw new MalformedFilesException("name: not UTF-8");
        } catch (IllegalArgumentException e) {
            throw new MalformedFilesException(String.valueOf(e.getMessage()));
        }
    }

    public boolean isRoot() {
        return elements.isEmpty();
    }

    /// The folder it is in; of the root, the root.
    public RelativeName parent() {
        return isRoot() ? this : new RelativeName(elements.subList(0, elements.size() - 1));
    }

    /// The last element; of the root, nothing.
    public String last() {
        return isRoot() ? "" : elements.getLast();
    }

    public RelativeName child(String element) {
        var more = new java.util.ArrayList<>(elements);
        more.add(element);
        return new RelativeName(more);
    }

    /// Without its first element.
    public RelativeName tail() {
        return new RelativeName(elements.subList(1, elements.size()));
    }

    @Override
    public String toString() {
        return String.join("/", elements);
    }
}
