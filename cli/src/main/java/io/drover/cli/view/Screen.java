package io.drover.cli.view;

import java.io.PrintWriter;
import java.util.List;

/** Lines that are drawn over in place. Each picture goes out in one piece, so nothing flickers. */
public final class Screen {

    private final PrintWriter out;
    private final Terminal terminal;
    private int drawn;

    public Screen(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Draws lines that stay: the next picture begins below them. */
    public void leave(List<String> lines) {
        show(lines);
        drawn = 0;
    }

    public void show(List<String> lines) {
        int most = Math.max(1, terminal.rows() - 1);
        List<String> visible = lines.size() > most ? lines.subList(lines.size() - most, lines.size()) : lines;
        StringBuilder picture = new StringBuilder();
        if (drawn > 0) {
            picture.append("\033[").append(drawn).append('F');
        }
        for (String line : visible) {
            picture.append(Style.cut(Style.visible(line), terminal.columns() - 1))
                    .append("\033[K\n");
        }
        picture.append("\033[J");
        out.print(picture);
        out.flush();
        drawn = visible.size();
    }
}
