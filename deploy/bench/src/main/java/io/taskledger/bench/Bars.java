package io.taskledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A picture of figures: one bar each, and a mark where the goal is. */
final class Bars {

    private static final int WIDTH = 760;
    private static final int LABEL_WIDTH = 250;
    private static final int BAR_WIDTH = 400;
    private static final int ROW_HEIGHT = 26;
    private static final int HEAD_HEIGHT = 40;

    private record Bar(String label, double value, OptionalDouble goal) {}

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    /** What all have in common. */
    Bars(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    Bars add(String label, double value) {
        bars.add(new Bar(label, value, OptionalDouble.empty()));
        return this;
    }

    Bars add(String label, double value, double goal) {
        bars.add(new Bar(label, value, OptionalDouble.of(goal)));
        return this;
    }

    void write(Path file) throws IOException {
        double longest = bars.stream()
                .mapToDouble(bar -> Math.max(bar.value, bar.goal.orElse(0)))
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"10\" y=\"22\" font-size=\"15\" font-weight=\"bold\">%s</text>%n",
                WIDTH,
                HEAD_HEIGHT + bars.size() * ROW_HEIGHT + 10,
                title));
        for (int row = 0; row < bars.size(); row++) {
            draw(svg, bars.get(row), HEAD_HEIGHT + row * ROW_HEIGHT, BAR_WIDTH / longest);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg.append("</svg>\n"), UTF_8);
    }

    private void draw(StringBuilder svg, Bar bar, int top, double scale) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#4878a8\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%,." + (bar.value < 100 ? 1 : 0) + "f %s</text>%n",
                LABEL_WIDTH - 8,
                top + 16,
                bar.label,
                LABEL_WIDTH,
                top + 4,
                bar.value * scale,
                ROW_HEIGHT - 8,
                LABEL_WIDTH + Math.max(bar.value, bar.goal.orElse(0)) * scale + 6,
                top + 16,
                bar.value,
                unit));
        bar.goal.ifPresent(goal -> svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#c03030\" stroke-width=\"2\"/>%n",
                LABEL_WIDTH + goal * scale,
                top + 1,
                top + ROW_HEIGHT - 1)));
    }
}
