package dev.roster.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.role.Role;
import dev.roster.roles.GoverningPicture.Arrow;
import dev.roster.roles.GoverningPicture.Box;
import dev.roster.roles.GoverningPicture.Label;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The picture shows who governs whom: all of it, nothing else, and nothing on top of anything else. */
class GoverningPictureTest {
    private static final OrganizationId HERE = OrganizationId.next();
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Test
    void ranks_stand_below_one_another() {
        var picture = picture("Administrator: Manager User Guest", "Manager: User Guest", "User:", "Guest:");

        assertThat(box(picture, "Administrator").y())
                .isLessThan(box(picture, "Manager").y());
        assertThat(box(picture, "Manager").y()).isLessThan(box(picture, "User").y());
        assertThat(box(picture, "Guest").y()).isEqualTo(box(picture, "User").y());
        assertThat(arrows(picture))
                .containsExactlyInAnyOrder("Administrator > Manager", "Manager > User", "Manager > Guest");
        assertThat(picture.boxes()).allMatch(box -> box.loop().isEmpty());
    }

    @Test
    void who_governs_themselves_has_a_loop_and_who_stands_apart_stands_lowest() {
        var picture = picture("Apart:", "Admin: Admin Member", "Member:");

        assertThat(box(picture, "Admin").loop()).isNotEmpty();
        assertThat(box(picture, "Member").loop()).isEmpty();
        assertThat(box(picture, "Apart").y()).isEqualTo(box(picture, "Member").y());
    }

    @Test
    void those_who_govern_each_other_share_a_box() {
        var picture = picture("Left: Left Right Member", "Right: Left Right Member", "Member:");

        assertThat(box(picture, "Left")).isSameAs(box(picture, "Right"));
        assertThat(arrows(picture)).containsExactly("Left > Member");
    }

    @Test
    void nothing_is_drawn_where_nobody_governs_anybody() {
        assertThat(picture("One:", "Two:").tells()).isFalse();
        assertThat(picture("One: One").tells()).isTrue();
        assertThat(picture().boxes()).isEmpty();
    }

    @Test
    void a_long_name_is_shortened_and_still_fits() {
        var name = "Regional_manager_of_the_northern_districts";
        var box = box(picture(name + ":"), name);

        assertThat(box.labels().getFirst().shown()).hasSizeLessThan(30).endsWith("…");
        assertThat(box.width()).isLessThan(240);
    }

    @Property(tries = 300)
    void whatever_governs_whatever_the_picture_says_exactly_that(
            @ForAll @Size(min = 1, max = 9) List<@Size(max = 4) Set<@IntRange(max = 8) Integer>> wishes) {
        var governs = closed(wishes);
        var picture = GoverningPicture.of(roles(governs));

        assertThat(reached(picture)).isEqualTo(governs);
        for (var box : picture.boxes()) {
            assertThat(box.x()).isNotNegative();
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(picture.width());
            assertThat(box.y() + box.height()).isLessThan(picture.height());
            assertThat(picture.boxes()).filteredOn(other -> other != box).noneMatch(other -> overlap(box, other));
        }
        assertThat(picture.arrows()).allSatisfy(arrow -> {
            assertThat(arrow.from().y() + arrow.from().height())
                    .isLessThan(arrow.to().y());
            assertThat(straightParts(arrow)).noneMatch(x -> runsThroughABox(picture, arrow, x));
        });
    }

    /** An arrow goes straight down wherever boxes are; between layers there is nothing it could meet. */
    private static boolean runsThroughABox(GoverningPicture picture, Arrow arrow, int[] part) {
        return picture.boxes().stream()
                .filter(box -> box != arrow.from() && box != arrow.to())
                .anyMatch(box -> part[0] >= box.x()
                        && part[0] <= box.x() + box.width()
                        && part[1] < box.y() + box.height()
                        && part[2] > box.y());
    }

    /** x, from y, to y. */
    private static List<int[]> straightParts(Arrow arrow) {
        return Arrays.stream(arrow.path().split(" V"))
                .map(part -> NUMBER.matcher(part)
                        .results()
                        .map(n -> Integer.valueOf(n.group()))
                        .toList())
                .reduce(
                        new ArrayList<int[]>(),
                        (parts, numbers) -> {
                            if (!parts.isEmpty()) {
                                parts.getLast()[2] = numbers.getFirst();
                            }
                            var end = numbers.subList(numbers.size() - 2, numbers.size());
                            parts.add(new int[] {end.getFirst(), end.getLast(), end.getLast()});
                            return parts;
                        },
                        (a, b) -> a);
    }

    private static boolean overlap(Box one, Box other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    /** Whom each role governs by the picture: along the arrows, within the box, by the loop. */
    private static Map<String, Set<String>> reached(GoverningPicture picture) {
        var reached = new TreeMap<String, Set<String>>();
        for (var box : picture.boxes()) {
            var below = new TreeSet<String>();
            follow(picture, box, below);
            if (!box.loop().isEmpty()) {
                below.addAll(names(box));
            }
            names(box).forEach(name -> reached.put(name, below));
        }
        return reached;
    }

    private static void follow(GoverningPicture picture, Box from, Set<String> reached) {
        picture.arrows().stream().filter(arrow -> arrow.from() == from).forEach(arrow -> {
            reached.addAll(names(arrow.to()));
            follow(picture, arrow.to(), reached);
        });
    }

    /** Made transitive, as the governing rule makes every real one. */
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

    private static List<String> arrows(GoverningPicture picture) {
        return picture.arrows().stream()
                .map(arrow -> names(arrow.from()).getFirst() + " > "
                        + names(arrow.to()).getFirst())
                .toList();
    }

    private static List<String> names(Box box) {
        return box.labels().stream().map(Label::role).map(Role::name).toList();
    }

    private static Box box(GoverningPicture picture, String name) {
        return picture.boxes().stream()
                .filter(box -> names(box).contains(name))
                .findFirst()
                .orElseThrow();
    }
}
