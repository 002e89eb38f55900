package dev.sallyport.cli.terminal;

import dev.sallyport.protocol.channel.TerminalSize;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The six functions of the C library that a terminal needs.
///
/// `struct termios` is carried as opaque bytes: only `cfmakeraw` looks into it, so its layout,
/// which differs between systems, is not repeated here.
final class LibC {
    // Larger than any system's: Linux has 60 bytes, macOS 72.
    private static final long TERMIOS_SIZE = 256;
    private static final int APPLY_NOW = 0;
    private static final int INTERRUPT = 2;

    private final MethodHandle isatty;
    private final MethodHandle tcgetattr;
    private final MethodHandle tcsetattr;
    private final MethodHandle cfmakeraw;
    private final MethodHandle ioctl;
    private final MethodHandle signal;
    private final long windowSizeRequest;

    @SuppressWarnings("restricted") // calling C is what this class is for
    LibC(boolean macOs) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup symbols = linker.defaultLookup();
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        FunctionDescriptor ofNumber = FunctionDescriptor.of(number, number);
        FunctionDescriptor ofTwo = FunctionDescriptor.of(number, number, ValueLayout.ADDRESS);
        FunctionDescriptor ofThree =
                FunctionDescriptor.of(number, number, number, ValueLayout.ADDRESS);
        FunctionDescriptor control =
                FunctionDescriptor.of(number, number, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        isatty = linker.downcallHandle(symbols.findOrThrow("isatty"), ofNumber);
        tcgetattr = linker.downcallHandle(symbols.findOrThrow("tcgetattr"), ofTwo);
        tcsetattr = linker.downcallHandle(symbols.findOrThrow("tcsetattr"), ofThree);
        cfmakeraw =
                linker.downcallHandle(
                        symbols.findOrThrow("cfmakeraw"),
                        FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        ioctl =
                linker.downcallHandle(
                        symbols.findOrThrow("ioctl"), control, Linker.Option.firstVariadicArg(2));
        signal =
                linker.downcallHandle(
                        symbols.findOrThrow("signal"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, number, ValueLayout.ADDRESS));
        // TIOCGWINSZ
        windowSizeRequest = macOs ? 0x40087468L : 0x5413L;
    }

    boolean isTerminal(int descriptor) {
        return call(() -> (int) isatty.invokeExact(descriptor)) == 1;
    }

    /// The modes of the terminal, or nothing if it has none (any more).
    Optional<MemorySegment> modes(int descriptor) {
        MemorySegment modes = Arena.ofAuto().allocate(TERMIOS_SIZE);
        int result = call(() -> (int) tcgetattr.invokeExact(descriptor, modes));
        return result == 0 ? Optional.of(modes) : Optional.empty();
    }

    MemorySegment raw(MemorySegment modes) {
        MemorySegment raw = Arena.ofAuto().allocate(TERMIOS_SIZE).copyFrom(modes);
        call(() -> {
            cfmakeraw.invokeExact(raw);
            return 0;
        });
        return raw;
    }

    void apply(int descriptor, MemorySegment modes) {
        call(() -> (int) tcsetattr.invokeExact(descriptor, APPLY_NOW, modes));
    }

    Optional<TerminalSize> windowSize(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(8);
            int result = call(() -> (int) ioctl.invokeExact(descriptor, windowSizeRequest, size));
            int rows = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 0));
            int cols = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 2));
            return result == 0 && rows > 0 && cols > 0
                    ? Optional.of(new TerminalSize(cols, rows))
                    : Optional.empty();
        }
    }

    /// Undoes that the interrupt signal was ignored when this program was started. The JVM takes no
    /// signal that it finds ignored.
    void restoreInterrupt() {
        call(() -> {
            var _ = (MemorySegment) signal.invokeExact(INTERRUPT, MemorySegment.NULL);
            return 0;
        });
    }

    private interface NativeCall {
        int run() throws Throwable;
    }

    private static int call(NativeCall function) {
        try {
            return function.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a C function cannot throw", e);
        }
    }
}
