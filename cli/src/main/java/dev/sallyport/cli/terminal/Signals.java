package dev.sallyport.cli.terminal;

import java.lang.reflect.Proxy;

/// Signals of the operating system.
///
/// The platform has no supported way to hear of them; `sun.misc.Signal` has been there for ever and
/// is reached by reflection, so that a platform without it only loses resizing.
final class Signals {
    private Signals() {}

    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) ->
                                    switch (method.getName()) {
                                        case "handle" -> {
                                            action.run();
                                            yield null;
                                        }
                                        case "hashCode" -> System.identityHashCode(self);
                                        case "equals" ->
                                                System.identityHashCode(self)
                                                        == System.identityHashCode(arguments[0]);
                                        default -> name;
                                    });
            Object instance = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, instance, proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // Not on this platform, or the signal is taken: sessions work without it.
        }
    }
}
