package dev.sallyport.protocol.files;

import java.util.ArrayList;
import java.util.List;

/// A path of a node's, as sessions name it and policies see it: absolute (`/srv/data`), or from the
/// home folder of the account that copies (`~/data`, `data`). One thing has one form: no `.`, no
/// doubled or last slash; `..` is refused, for what it leads to depends on links.
///
/// @param home whether it counts from the home folder
public record NodePath(boolean home, RelativeName below) {
    private static final String HOME = "~";

    /// @throws IllegalArgumentException saying what is wrong, fit to be shown
    public static NodePath of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("path: empty");
        }
        boolean absolute = text.startsWith("/");
        List<String> elements = new ArrayList<>();
        for (String element : text.split("/", -1)) {
            boolean tilde = !absolute && elements.isEmpty() && element.equals(HOME);
            if (element.equals("..")) {
                throw new IllegalArgumentException("path: '..' is not allowed in it");
            }
            if (!element.isEmpty() && !element.equals(".") && !tilde) {
                elements.add(element);
            }
        }
        try {
            return new NodePath(!absolute, new RelativeName(elements));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("path: not a path, or too long", e);
        }
    }

    /// A name below it.
    public NodePath at(RelativeName name) {
        List<String> all = new ArrayList<>(below.elements());
        all.addAll(name.elements());
        return new NodePath(home, new RelativeName(all));
    }

    public NodePath parent() {
        return new NodePath(home, below.parent());
    }

    /// The one form of it.
    @Override
    public String toString() {
        if (home) {
            return below.isRoot() ? HOME : HOME + "/" + below;
        }
        return "/" + below;
    }
}
