package dev.sallyport.agent.ssh;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.server.channel.ChannelSession;

/// A channel for a program, which takes no more from the client than its program may have.
final class ProgramChannel extends ChannelSession {
    /// As OpenSSH is set up on most machines.
    private static final Pattern NAME = Pattern.compile("LANG|LC_[A-Z]{1,20}");

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._@:-]{1,64}");
    private static final int MOST = 32;

    private final Map<String, String> chosen = new HashMap<>();

    @Override
    protected RequestHandler.Result handleEnvParsed(String name, String value) {
        boolean allowed =
                NAME.matcher(name).matches()
                        && VALUE.matcher(value).matches()
                        && chosen.size() < MOST;
        if (!allowed) {
            return RequestHandler.Result.ReplyFailure;
        }
        chosen.put(name, value);
        return RequestHandler.Result.ReplySuccess;
    }

    @Override
    protected RequestHandler.Result handlePtyReqParsed(
            String term, int columns, int rows, int width, int height, Map<PtyMode, Integer> modes)
            throws java.io.IOException {
        if (VALUE.matcher(term).matches()) {
            chosen.put("TERM", term);
        }
        return super.handlePtyReqParsed(term, columns, rows, width, height, modes);
    }

    /// What the client may add to its program's environment.
    Map<String, String> chosen() {
        return Map.copyOf(chosen);
    }
}
