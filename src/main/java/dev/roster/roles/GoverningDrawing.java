package dev.roster.roles;

import dev.roster.roles.GoverningOrder.Knot;
import dev.roster.roles.GoverningPicture.Arrow;
import dev.roster.roles.GoverningPicture.Box;
import dev.roster.roles.GoverningPicture.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Gives every box and every arrow of a {@link GoverningPicture} its place, so that no arrow runs through a box. */
final class GoverningDrawing {
    private static final int MARGIN = 8;
    private static final int LINE = 20;
    private static final int PADDING = 8;
    private static final int BETWEEN_SLOTS = 24;
    private static final int BETWEEN_LAYERS = 48;
    private static final int LANE = 8;
    private static final int LOOP = 22;
    private static final int LEAST_WIDTH = 96;
    private static final int LONGEST_LABEL = 26;
    private static final int BASELINE = 14;

    /** Generous: only the reader's browser knows how wide its letters are. */
    private static final int LETTER = 8;

    private static final int WIDE_LETTER = 15;
    private static final int FIRST_WIDE_LETTER = 0x2E80;

    private final List<List<Knot>> layers;
    private final List<Link> links;
    private final Map<Knot, Box> boxes = new HashMap<>();
    private final Map<Link, List<Bend>> bends = new HashMap<>();

    GoverningDrawing(List<List<Knot>> layers) {
        this.layers = layers;
        this.links = layers.stream()
                .flatMap(List::stream)
                .flatMap(knot -> knot.governed().stream().map(below -> new Link(knot, below)))
                .toList();
    }

    private record Link(Knot from, Knot to) {
        boolean passes(int layer) {
            return from.layer() < layer && layer < to.layer();
        }
    }

    /** Where an arrow goes straight down: past the boxes of a layer, or past those beside its own. */
    private record Bend(int x, int top, int bottom) {}

    GoverningPicture draw() {
        int width = 2 * MARGIN
                + IntStream.range(0, layers.size())
                        .map(this::widthOfLayer)
                        .max()
                        .orElse(0);
        int y = MARGIN;
        for (int layer = 0; layer < layers.size(); layer++) {
            place(layer, width, y);
            y += heightOfLayer(layer) + BETWEEN_LAYERS;
        }
        var arrows = links.stream()
                .map(link -> new Arrow(box(link.from()), box(link.to()), path(link)))
                .toList();
        var inOrder = layers.stream().flatMap(List::stream).map(this::box).toList();
        return new GoverningPicture(width, Math.max(0, y - BETWEEN_LAYERS) + MARGIN, inOrder, arrows);
    }

    private void place(int layer, int width, int y) {
        int height = heightOfLayer(layer);
        int x = (width - widthOfLayer(layer)) / 2;
        var passing = links.stream().filter(link -> link.passes(layer)).toList();
        var left = passing.stream()
                .filter(link -> 2 * middle(box(link.from())) <= width)
                .toList();
        var right = passing.stream().filter(link -> !left.contains(link)).toList();
        x = placeLanes(left, x, y, height);
        for (var knot : layers.get(layer)) {
            var box = box(knot, x, y);
            boxes.put(knot, box);
            links.stream()
                    .filter(link -> link.from() == knot)
                    .forEach(link -> bends(link).add(new Bend(middle(box), y + box.height(), y + height)));
            x += widthOfSlot(knot) + BETWEEN_SLOTS;
        }
        placeLanes(right, x, y, height);
    }

    private int placeLanes(List<Link> passing, int from, int y, int height) {
        int x = from;
        for (var link : passing) {
            bends(link).add(new Bend(x + LANE / 2, y, y + height));
            x += LANE + BETWEEN_SLOTS;
        }
        return x;
    }

    private static Box box(Knot knot, int x, int y) {
        int width = widthOfBox(knot);
        int height = heightOfBox(knot);
        var labels = new ArrayList<Label>();
        for (var role : knot.roles()) {
            int line = y + PADDING + BASELINE + labels.size() * LINE;
            labels.add(new Label(role, x + width / 2, line, shown(role.name())));
        }
        return new Box(x, y, width, height, labels, knot.governsItself() ? loop(x + width, y + height / 2) : "");
    }

    private static String loop(int x, int y) {
        return "M%d %d C%d %d %d %d %d %d".formatted(x, y - 7, x + LOOP, y - 13, x + LOOP, y + 13, x, y + 7);
    }

    private String path(Link link) {
        var path = new StringBuilder();
        int x = 0;
        int y = 0;
        for (var bend : bends(link)) {
            path.append(path.isEmpty() ? "M%d %d".formatted(bend.x(), bend.top()) : curve(x, y, bend.x(), bend.top()));
            path.append(" V%d".formatted(bend.bottom()));
            x = bend.x();
            y = bend.bottom();
        }
        var to = box(link.to());
        return path.append(curve(x, y, middle(to), to.y())).toString();
    }

    private static String curve(int x, int y, int toX, int toY) {
        int half = (y + toY) / 2;
        return " C%d %d %d %d %d %d".formatted(x, half, toX, half, toX, toY);
    }

    private int widthOfLayer(int layer) {
        int lanes = (int) links.stream().filter(link -> link.passes(layer)).count();
        int slots = layers.get(layer).size() + lanes;
        return layers.get(layer).stream()
                        .mapToInt(GoverningDrawing::widthOfSlot)
                        .sum()
                + lanes * LANE
                + (slots - 1) * BETWEEN_SLOTS;
    }

    private int heightOfLayer(int layer) {
        return layers.get(layer).stream()
                .mapToInt(GoverningDrawing::heightOfBox)
                .max()
                .orElse(0);
    }

    private static int widthOfSlot(Knot knot) {
        return widthOfBox(knot) + (knot.governsItself() ? LOOP : 0);
    }

    private static int widthOfBox(Knot knot) {
        int longest = knot.roles().stream()
                .mapToInt(role -> widthOf(shown(role.name())))
                .max()
                .orElse(0);
        return Math.max(LEAST_WIDTH, longest + 2 * PADDING);
    }

    private static int heightOfBox(Knot knot) {
        return knot.roles().size() * LINE + 2 * PADDING;
    }

    private static int widthOf(String text) {
        return text.codePoints()
                .map(letter -> letter < FIRST_WIDE_LETTER ? LETTER : WIDE_LETTER)
                .sum();
    }

    private static String shown(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_LABEL
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_LABEL - 1))
                                .strip() + "…";
    }

    private static int middle(Box box) {
        return box.x() + box.width() / 2;
    }

    private Box box(Knot knot) {
        return Objects.requireNonNull(boxes.get(knot));
    }

    private List<Bend> bends(Link link) {
        return bends.computeIfAbsent(link, _ -> new ArrayList<>());
    }
}
