package dev.sallyport.agent.keys;

import java.util.ArrayList;
import java.util.List;

/// The text of an `authorized_keys` file, with the lines of one group between two remarks.
final class KeyLines {
    private static final String BEGIN = "# sallyport begin ";
    private static final String END = "# sallyport end ";

    private KeyLines() {}

    /// The text with the group's lines put in the place of those that were there, or behind
    /// everything. Without keys the remarks go too. Every other line stays, whatever it is.
    static String with(String text, String group, List<GroupKey> keys) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
        lines.removeIf(String::isEmpty);
        int begin = find(lines, 0, BEGIN + group);
        int end = begin < 0 ? -1 : find(lines, begin, END + group);
        if (begin >= 0) {
            // Without its end, somebody took a part away: only the remark is surely ours.
            lines.subList(begin, end < 0 ? begin + 1 : end + 1).clear();
        }
        int at = begin < 0 ? lines.size() : begin;
        if (!keys.isEmpty()) {
            if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
                lines.set(at - 1, lines.get(at - 1) + "\n");
            }
            lines.addAll(at, block(group, keys));
        }
        return String.join("", lines);
    }

    private static int find(List<String> lines, int from, String wanted) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> block(String group, List<GroupKey> keys) {
        List<String> block = new ArrayList<>();
        block.add(BEGIN + group + "\n");
        keys.forEach(key -> block.add(key.line() + "\n"));
        block.add(END + group + "\n");
        return block;
    }
}
