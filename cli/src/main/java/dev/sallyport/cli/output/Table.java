package dev.sallyport.cli.output;

import java.util.ArrayList;
import java.util.List;

/// Rows under headings, each column as wide as its widest cell.
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /// Adds a row. An empty cell is shown as a hyphen, so that columns stay countable.
    public void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells (expected: " + headings.size() + ")");
        }
        rows.add(List.of(cells).stream().map(Table::clean).toList());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The lines to print, without their ends.
    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.strong(line(headings, style, false)));
        rows.forEach(row -> lines.add(line(row, style, true)));
        return lines;
    }

    private String line(List<String> cells, Style style, boolean coloured) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean last = i == cells.size() - 1;
            String padding = last ? "" : " ".repeat(width(i) - length(cell)) + GAP;
            line.append(coloured ? style.word(cell) : cell).append(padding);
        }
        return line.toString();
    }

    private int width(int column) {
        int widest = length(headings.get(column));
        for (List<String> row : rows) {
            widest = Math.max(widest, length(row.get(column)));
        }
        return widest;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String clean(String cell) {
        return cell.isBlank() ? "-" : Plain.text(cell);
    }
}
