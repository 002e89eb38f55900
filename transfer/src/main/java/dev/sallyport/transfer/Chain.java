package dev.sallyport.transfer;

import dev.sallyport.protocol.files.RelativeName;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The open folders from a root down to where work goes on. Neighbours share most of them.
final class Chain implements Closeable {
    private record Link(String name, Folder folder) {}

    private final Folder root;
    private final List<Link> links = new ArrayList<>();

    /// The root stays the caller's.
    Chain(Folder root) {
        this.root = root;
    }

    /// The folder of this name, opened step by step. It is good until the next call.
    Folder at(RelativeName name) throws IOException {
        List<String> elements = name.elements();
        int shared = 0;
        while (shared < links.size()
                && shared < elements.size()
                && links.get(shared).name().equals(elements.get(shared))) {
            shared++;
        }
        cut(shared);
        for (String element : elements.subList(shared, elements.size())) {
            links.add(new Link(element, last().enter(element)));
        }
        return last();
    }

    private Folder last() {
        return links.isEmpty() ? root : links.getLast().folder();
    }

    private void cut(int length) {
        while (links.size() > length) {
            links.removeLast().folder().close();
        }
    }

    @Override
    public void close() {
        cut(0);
    }
}
