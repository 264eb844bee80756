package io.drover.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns as wide as their widest cell. A column of numbers is set to the right. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private String gap = "  ";

    public TextTable(String... titles) {
        rows.add(List.of(titles));
    }

    /** One blank between columns: for a table of many, that is to fit into 80. */
    public TextTable narrow() {
        gap = " ";
        return this;
    }

    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The same without columns in which all is 0, from the left, as many as have to go for that width. */
    TextTable within(int width) {
        int zeros = IntStream.range(0, rows.getFirst().size())
                .filter(column ->
                        rows.stream().skip(1).allMatch(row -> row.get(column).equals("0")))
                .findFirst()
                .orElse(-1);
        boolean fits = lines().stream().allMatch(line -> line.length() <= width);
        if (fits || zeros < 0) {
            return this;
        }
        TextTable narrower = new TextTable();
        narrower.gap = gap;
        narrower.rows.clear();
        rows.forEach(row -> {
            List<String> left = new ArrayList<>(row);
            left.remove(zeros);
            narrower.rows.add(left);
        });
        return narrower.within(width);
    }

    public List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String filling = " ".repeat(widths[column] - cell.length());
            line.append(isNumeric(column) ? filling + cell : cell + filling).append(gap);
        }
        return line.toString().stripTrailing();
    }

    private boolean isNumeric(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.get(column).matches("[-0-9,.]+"));
    }
}
