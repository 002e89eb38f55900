package dev.sallyport.cli.shell;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What came to the screen.
final class FakeScreen implements Screen {
    final BlockingQueue<Bytes> outputs = new LinkedBlockingQueue<>();
    final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    final List<String> codes = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();

    String next() throws InterruptedException {
        Bytes output = outputs.poll(10, TimeUnit.SECONDS);
        return output == null ? "(nothing)" : output.toUtf8();
    }

    @Override
    public void show(Bytes output) {
        outputs.add(output);
    }

    @Override
    public void showError(Bytes output) {
        errors.writeBytes(output.toArray());
    }

    @Override
    public void showExitCode(Bytes words) {
        codes.add(words.toUtf8());
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
