package dev.sallyport.server.api;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import java.time.Instant;

/// What is known about a request besides its input: who, how it came, what it was allowed for, and
/// the name under which logs and trail find it again.
///
/// `host` is the authority the client asked for, with its port.
public record Call(
        Caller caller, Circumstances circumstances, Aim aim, String requestId, String host) {
    public Instant at() {
        return circumstances.at();
    }

    public String sourceAddress() {
        return circumstances.sourceIp();
    }

    public String userAgent() {
        return circumstances.userAgent();
    }

    /// Whether it came by TLS.
    public boolean secure() {
        return circumstances.secure();
    }

    /// The question whose answer let it through.
    public Question question(String action) {
        return new Question(caller, action, aim, circumstances);
    }
}
