package dev.roster.roles;

import dev.roster.role.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A drawing of who governs whom: the roles one below the other, and an arc from each down to those it governs. Governing is
 * transitive ({@link GoverningRule}), so roles that govern each other share a row, and arcs implied by others are left out: A
 * governs B exactly if a path along the arcs leads from A to B.
 */
public record GoverningPicture(List<Row> rows, List<Arc> arcs) {
    /** In pixels, like everything else; {@code governing.css} has the same value. */
    private static final int ROW = 40;

    public GoverningPicture {
        rows = List.copyOf(rows);
        arcs = List.copyOf(arcs);
    }

    /**
     * A role, or several that govern each other.
     *
     * @param governs everything that it governs, including itself if it does
     */
    public record Row(List<Role> roles, List<Role> governs) {
        public Row {
            roles = List.copyOf(roles);
            governs = List.copyOf(governs);
        }

        private boolean governs(Row other) {
            return governs.contains(other.roles.getFirst());
        }

        private long below() {
            return governs.stream().filter(role -> !roles.contains(role)).count();
        }
    }

    /** From one row to another further down, or a loop: the row governs itself. */
    public record Arc(int from, int to) {
        public String path() {
            int out = from * ROW + ROW / 2 + 6;
            int in = to * ROW + ROW / 2 - 6;
            return "M0 %d C%d %d %d %d 0 %d".formatted(out, reach(), out, reach(), in, in);
        }

        private int reach() {
            return Math.min(24 + 16 * (to - from), 136);
        }
    }

    static GoverningPicture of(List<Role> roles) {
        var rows = new ArrayList<Row>();
        for (var role : roles) {
            if (rows.stream().noneMatch(row -> row.roles().contains(role))) {
                rows.add(new Row(
                        roles.stream()
                                .filter(other -> other.equals(role) || governEachOther(role, other))
                                .toList(),
                        roles.stream()
                                .filter(other -> role.governs().contains(other.id()))
                                .toList()));
            }
        }
        // A governor governs the governed roles as well as everything that those govern: more, so it is placed higher.
        rows.sort(Comparator.comparingLong(Row::below).reversed());
        return new GoverningPicture(rows, arcs(rows));
    }

    private static boolean governEachOther(Role one, Role other) {
        return one.governs().contains(other.id()) && other.governs().contains(one.id());
    }

    private static List<Arc> arcs(List<Row> rows) {
        var arcs = new ArrayList<Arc>();
        for (int from = 0; from < rows.size(); from++) {
            for (int to = from; to < rows.size(); to++) {
                var governor = rows.get(from);
                var governed = rows.get(to);
                if (governor.governs(governed)
                        && rows.subList(Math.min(from + 1, to), to).stream()
                                .noneMatch(between -> governor.governs(between) && between.governs(governed))) {
                    arcs.add(new Arc(from, to));
                }
            }
        }
        return arcs;
    }

    /** Whether there is anything to see, that is any governing. */
    public boolean tells() {
        return !arcs.isEmpty();
    }

    public int height() {
        return rows.size() * ROW;
    }

    /** An arc reaches three quarters as far as its control points. */
    public int width() {
        return arcs.stream().mapToInt(Arc::reach).max().orElse(0) * 3 / 4 + 2;
    }
}
