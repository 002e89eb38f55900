package dev.sallyport.cli.command;

import dev.sallyport.cli.shell.Screen;
import dev.sallyport.protocol.Bytes;
import java.io.IOException;

/// A session's output as AWS's plugin shows it, but for error output, which is kept apart.
final class PluginScreen implements Screen {
    private final ShellScreen screen;

    PluginScreen(World.Streams streams) {
        screen = new ShellScreen(streams);
    }

    void enterRawMode(boolean withoutTerminal) {
        screen.enterRawMode(withoutTerminal);
    }

    @Override
    public void show(Bytes output) throws IOException {
        screen.show(output);
    }

    @Override
    public void showError(Bytes output) throws IOException {
        screen.showError(output);
    }

    @Override
    public void showExitCode(Bytes words) throws IOException {
        // Scripts look for it here: the program's own status says nothing of the command.
        screen.show(words);
    }

    @Override
    public void note(String text) {
        screen.note(text);
    }
}
