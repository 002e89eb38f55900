package dev.sallyport.cli.files;

import dev.sallyport.cli.output.Plain;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.transfer.Progress;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What users hear of a copy: a bar at a terminal, a line for what fails, JSON lines for programs.
///
/// @see Progress for who calls
public final class CopyReport implements Progress {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// How and where it is told.
    ///
    /// @param lines each file and the end of all, as JSON; or none
    /// @param bar where a bar is drawn; or none
    /// @param failures a line for each file that fails
    /// @param changes a line for each thing a dry run would do; or none
    public record Ways(
            Optional<Consumer<String>> lines,
            Optional<ProgressBar> bar,
            Consumer<String> failures,
            Optional<Consumer<String>> changes) {}

    private final Ways ways;
    private final LongSupplier nanos;
    private final long began;
    private final Map<Verdict, Integer> failed = new EnumMap<>(Verdict.class);
    private long files;
    private long same;
    private long removed;
    private long bytes;

    public CopyReport(Ways ways, LongSupplier nanos) {
        this.ways = ways;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    @Override
    public void found(String name, long size) {
        ways.bar().ifPresent(bar -> bar.more(size));
    }

    @Override
    public void moved(String name, long count) {
        bytes += count;
        ways.bar().ifPresent(bar -> bar.moved(Plain.text(name), count));
    }

    @Override
    public void resumed(String name, long count) {
        ways.bar().ifPresent(bar -> bar.skipped(count));
        line("resumed", name, json -> json.put("from", count));
    }

    @Override
    public void same(String name, long size) {
        same++;
        ways.bar().ifPresent(bar -> bar.skipped(size));
    }

    @Override
    public void settled(String name, long size, Verdict verdict, String text) {
        if (verdict == Verdict.OK) {
            files++;
            ways.changes().ifPresent(out -> out.accept("copy " + Plain.text(name)));
        } else {
            failed.merge(verdict, 1, Integer::sum);
            tell(name, verdict, text);
        }
        line(
                "file",
                name,
                json -> json.put("size", size).put("result", word(verdict)).put("text", text));
    }

    @Override
    public void removed(String name, Verdict verdict, String text) {
        if (verdict == Verdict.OK) {
            removed++;
            ways.changes().ifPresent(out -> out.accept("remove " + Plain.text(name)));
        } else {
            failed.merge(verdict, 1, Integer::sum);
            tell(name, verdict, text);
        }
        line("removed", name, json -> json.put("result", word(verdict)).put("text", text));
    }

    private void tell(String name, Verdict verdict, String text) {
        ways.bar().ifPresent(ProgressBar::clear);
        String words = text.isEmpty() ? "" : " (" + Plain.text(text) + ")";
        ways.failures().accept(Plain.text(name) + ": " + verdict.words() + words);
    }

    private void line(String event, String name, Consumer<ObjectNode> more) {
        ways.lines()
                .ifPresent(out -> {
                    ObjectNode json = JSON.createObjectNode();
                    json.put("event", event);
                    json.put("name", name);
                    more.accept(json);
                    out.accept(json.toString());
                });
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What failed, by how.
    public Map<Verdict, Integer> failures() {
        return Map.copyOf(failed);
    }

    public long movedBytes() {
        return bytes;
    }

    /// The end of it all, in one sentence.
    public String finish() {
        ways.bar().ifPresent(ProgressBar::clear);
        double seconds = (nanos.getAsLong() - began) / 1e9;
        int bad = failed.values().stream().mapToInt(Integer::intValue).sum();
        ways.lines()
                .ifPresent(out -> {
                    ObjectNode json = JSON.createObjectNode();
                    json.put("event", "end");
                    json.put("files", files);
                    json.put("same", same);
                    json.put("removed", removed);
                    json.put("failed", bad);
                    json.put("bytes", bytes);
                    json.put("seconds", seconds);
                    out.accept(json.toString());
                });
        return "%d copied, %d the same, %d removed, %d failed: %s in %.1f s (%s/s)"
                .formatted(
                        files,
                        same,
                        removed,
                        bad,
                        ProgressBar.size(bytes),
                        seconds,
                        ProgressBar.size((long) (bytes / Math.max(seconds, 0.001))));
    }
}
