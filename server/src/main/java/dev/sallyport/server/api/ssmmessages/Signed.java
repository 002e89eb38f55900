package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;

/// Whose signature an upgrade request carries.
public sealed interface Signed {
    /// Nobody's: AWS's plugin signs only since 1.2.764.0, and only when it finds credentials.
    record Nobody() implements Signed {}

    /// This caller's, and it is good.
    record By(Caller caller) implements Signed {}

    /// One that is not good; the text says what is wrong with it.
    record Bad(String text) implements Signed {}

    /// Reads and checks the signature of an upgrade request. May block.
    interface Check {
        Signed of(HttpRequest upgrade);
    }
}
