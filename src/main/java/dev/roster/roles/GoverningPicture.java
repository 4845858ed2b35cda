package dev.roster.roles;

import dev.roster.role.Role;
import java.util.List;

/**
 * Who governs whom, drawn: boxes in layers, an arrow from each governor down to whom it governs. Where arrows lead on from
 * one box to the next, the first governs the last. All lengths are pixels.
 */
public record GoverningPicture(int width, int height, List<Box> boxes, List<Arrow> arrows) {
    public GoverningPicture {
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /**
     * A role, or several that govern each other.
     *
     * @param loop the path of the arrow from the box to itself, or empty where it does not govern itself
     */
    public record Box(int x, int y, int width, int height, List<Label> labels, String loop) {
        public Box {
            labels = List.copyOf(labels);
        }
    }

    /** @param shown the role's name, shortened where it is long */
    public record Label(Role role, int x, int y, String shown) {}

    public record Arrow(Box from, Box to, String path) {}

    static GoverningPicture of(List<Role> roles) {
        return new GoverningDrawing(GoverningOrder.layers(roles)).draw();
    }

    /** Whether there is anything to see: somebody who governs somebody. */
    public boolean tells() {
        return !arrows.isEmpty() || boxes.stream().anyMatch(box -> !box.loop().isEmpty());
    }
}
