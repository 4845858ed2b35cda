package dev.roster.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.role.Role;
import dev.roster.roles.GoverningPicture.Row;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The picture shows who governs whom: all of it, and nothing else. */
@Tag("fast")
class GoverningPictureTest {
    private static final OrganizationId HERE = OrganizationId.next();

    @Test
    void ranks_stand_below_one_another() {
        var picture = picture("Manager: User Guest", "Guest:", "Administrator: Manager User Guest", "User:");

        assertThat(rows(picture)).containsExactly("Administrator", "Manager", "Guest", "User");
        assertThat(arcs(picture)).containsExactly("Administrator > Manager", "Manager > Guest", "Manager > User");
    }

    @Test
    void a_role_that_governs_itself_has_a_loop_and_an_unrelated_one_is_low() {
        var picture = picture("Apart:", "Admin: Admin Member", "Member:");

        assertThat(rows(picture)).containsExactly("Admin", "Apart", "Member");
        assertThat(arcs(picture)).containsExactly("Admin > Admin", "Admin > Member");
    }

    @Test
    void those_who_govern_each_other_share_a_row() {
        var picture = picture("Left: Left Right Member", "Right: Left Right Member", "Member:");

        assertThat(rows(picture)).containsExactly("Left, Right", "Member");
        assertThat(arcs(picture)).containsExactly("Left, Right > Left, Right", "Left, Right > Member");
    }

    @Test
    void nothing_is_drawn_if_no_role_governs_another() {
        assertThat(picture("One:", "Two:").tells()).isFalse();
        assertThat(picture("One: One").tells()).isTrue();
        assertThat(picture().rows()).isEmpty();
    }

    @Test
    void whatever_governs_whatever_the_picture_says_exactly_that() {
        var wishes = Generator.integers(0, 8).sets(4).lists(1, 9);
        Property.holds(300, given -> {
            var governs = closed(given.any(wishes));
            var picture = GoverningPicture.of(roles(governs));

            assertThat(reached(picture)).isEqualTo(governs);
            assertThat(said(picture)).isEqualTo(governs);
            assertThat(picture.arcs()).allMatch(arc -> arc.from() <= arc.to());
        });
    }

    /** The roles that each role governs according to the drawing: along the arcs. */
    private static Map<String, Set<String>> reached(GoverningPicture picture) {
        var reached = new TreeMap<String, Set<String>>();
        for (int row = 0; row < picture.rows().size(); row++) {
            var below = new TreeSet<String>();
            follow(picture, row, below);
            names(picture.rows().get(row)).forEach(name -> reached.put(name, below));
        }
        return reached;
    }

    private static void follow(GoverningPicture picture, int from, Set<String> reached) {
        picture.arcs().stream().filter(arc -> arc.from() == from).forEach(arc -> {
            reached.addAll(names(picture.rows().get(arc.to())));
            if (arc.to() != from) {
                follow(picture, arc.to(), reached);
            }
        });
    }

    /** The roles that each role governs according to the text beside the picture. */
    private static Map<String, Set<String>> said(GoverningPicture picture) {
        var said = new TreeMap<String, Set<String>>();
        for (var row : picture.rows()) {
            var below = row.governs().stream().map(Role::name).collect(Collectors.toCollection(TreeSet::new));
            names(row).forEach(name -> said.put(name, below));
        }
        return said;
    }

    /** Made transitive, like every real one by the governing rule. */
    private static Map<String, Set<String>> closed(List<Set<Integer>> wishes) {
        var governs = new TreeMap<String, Set<String>>();
        for (int i = 0; i < wishes.size(); i++) {
            governs.put(
                    "r" + i,
                    wishes.get(i).stream()
                            .map(g -> "r" + g % wishes.size())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        for (int i = 0; i < wishes.size(); i++) {
            governs.values()
                    .forEach(below -> List.copyOf(below)
                            .forEach(b -> below.addAll(List.copyOf(governs.getOrDefault(b, Set.of())))));
        }
        return governs;
    }

    private static GoverningPicture picture(String... lines) {
        var governs = new TreeMap<String, Set<String>>();
        for (var line : lines) {
            var words = line.split(":");
            governs.put(
                    words[0],
                    words.length < 2 ? Set.of() : Set.of(words[1].strip().split(" ")));
        }
        return GoverningPicture.of(roles(governs));
    }

    private static List<Role> roles(Map<String, Set<String>> governs) {
        Map<String, RoleId> ids = governs.keySet().stream().collect(Collectors.toMap(name -> name, _ -> RoleId.next()));
        return governs.entrySet().stream()
                .map(entry -> role(
                        entry.getKey(),
                        id(ids, entry.getKey()),
                        entry.getValue().stream().map(name -> id(ids, name)).collect(Collectors.toSet())))
                .toList();
    }

    private static RoleId id(Map<String, RoleId> ids, String name) {
        return Objects.requireNonNull(ids.get(name));
    }

    private static Role role(String name, RoleId id, Set<RoleId> governs) {
        return new Role(id, HERE, name, name, "", Set.of(), List.of(), governs, 0, 1);
    }

    private static List<String> rows(GoverningPicture picture) {
        return picture.rows().stream().map(row -> String.join(", ", names(row))).toList();
    }

    private static List<String> arcs(GoverningPicture picture) {
        var rows = rows(picture);
        return picture.arcs().stream()
                .map(arc -> rows.get(arc.from()) + " > " + rows.get(arc.to()))
                .toList();
    }

    private static List<String> names(Row row) {
        return row.roles().stream().map(Role::name).toList();
    }
}
