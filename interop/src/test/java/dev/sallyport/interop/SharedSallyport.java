package dev.sallyport.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One server and node for all tests that ask for a {@link Sallyport}: starting takes seconds.
public final class SharedSallyport implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sallyport.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return in(context);
    }

    /// The one of this run.
    public static Sallyport in(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Started.class, _ -> Started.now(), Started.class)
                .sallyport();
    }

    /// Closed by JUnit after the last test.
    record Started(Sallyport sallyport, Path data) implements AutoCloseable {
        static Started now() {
            try {
                Path data = Files.createTempDirectory("sallyport-interop");
                return new Started(Sallyport.start(data), data);
            } catch (Exception e) {
                throw new IllegalStateException("the server did not start", e);
            }
        }

        @Override
        public void close() throws java.io.IOException {
            sallyport.close();
        }
    }
}
