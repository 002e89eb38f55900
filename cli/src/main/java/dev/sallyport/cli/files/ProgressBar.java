package dev.sallyport.cli.files;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/// One line at a terminal that is drawn over and over.
public final class ProgressBar {
    private static final long EVERY_NANOS = 100_000_000L;
    private static final int NAME = 28;
    private static final int BAR = 20;
    private static final int PERCENT = 100;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final PrintStream err;
    private final LongSupplier nanos;
    private final long began;
    private long total;
    private long done;
    private long moved;
    private long nextDraw;
    private boolean drawn;

    public ProgressBar(PrintStream err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.nextDraw = began + EVERY_NANOS;
    }

    void more(long size) {
        total += size;
    }

    void skipped(long size) {
        done += size;
    }

    void moved(String name, long count) {
        done += count;
        moved += count;
        long now = nanos.getAsLong();
        if (now - nextDraw >= 0) {
            nextDraw = now + EVERY_NANOS;
            draw(name, now);
        }
    }

    private void draw(String name, long now) {
        double share = total == 0 ? 1 : Math.min(1, (double) done / total);
        String shown = name.length() > NAME ? "…" + name.substring(name.length() - NAME + 1) : name;
        String bar = "#".repeat((int) (share * BAR));
        double seconds = Math.max((now - began) / 1e9, 0.001);
        err.print(
                ("\r%-" + NAME + "s [%-" + BAR + "s] %3d%% %s %s/s\033[K")
                        .formatted(
                                shown,
                                bar,
                                (int) (share * PERCENT),
                                size(done),
                                size((long) (moved / seconds))));
        err.flush();
        drawn = true;
    }

    void clear() {
        if (drawn) {
            drawn = false;
            err.print("\r\033[K");
            err.flush();
        }
    }

    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}
