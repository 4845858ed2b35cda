package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.AccessProblem;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
import dev.roster.password.PasswordFlaw;
import dev.roster.role.RoleProblem;
import dev.roster.shared.InvalidException.FieldError;
import dev.roster.shared.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

@Tag("fast")
class ProblemTextsTest {
    private final Languages languages = new Languages();

    @ParameterizedTest
    @MethodSource("problems")
    void every_problem_has_a_title_a_sentence_and_an_explanation_in_every_language(Problem problem) {
        for (var tag : Languages.TAGS) {
            for (var part : List.of("", ".title", ".about")) {
                assertThat(languages.in(tag).get("problem." + problem.code() + part, 1, 2, 3, 4, 5))
                        .as(tag + " " + part)
                        .isNotBlank()
                        .doesNotContain("{")
                        .doesNotContain("''");
            }
        }
    }

    @Test
    void no_two_problems_share_a_code() {
        var codes = new HashSet<String>();
        assertThat(problems()).allMatch(problem -> codes.add(problem.code()));
    }

    @Test
    void every_flaw_of_a_password_has_a_sentence_in_every_language() {
        for (var tag : Languages.TAGS) {
            for (var flaw : PasswordFlaw.values()) {
                assertThat(Problems.sentence(languages.in(tag), new FieldError("password", flaw.code(), List.of(8))))
                        .isNotBlank()
                        .doesNotContain("{");
            }
        }
    }

    @Test
    void a_sentence_says_moves_and_statuses_in_words() {
        for (var move : Transition.values()) {
            for (var status : MembershipStatus.values()) {
                var thrown = UserProblem.NOT_IN_THIS_STATUS.with(move.key(), status.key());
                assertThat(Problems.sentence(languages.in("de"), thrown))
                        .startsWith("Das Konto ")
                        .doesNotContain("_")
                        .doesNotContain(" " + status.key() + ",");
            }
        }
    }

    @Test
    void a_refusal_names_who_can() {
        var english = languages.in("en");
        assertThat(Problems.sentence(
                        english,
                        RoleProblem.PERSON_NOT_GOVERNED.with("Manager", "Manager", 1, "Administrator", "Acme")))
                .endsWith("Someone with the role Administrator at Acme can.");
        assertThat(Problems.sentence(
                        english, RoleProblem.PERSON_NOT_GOVERNED.with("User", "Manager", 2, "Boss, Chief", "{0}''")))
                .endsWith("Someone with one of these roles at {0}'' can: Boss, Chief.");
        assertThat(Problems.sentence(
                        english, RoleProblem.ROLE_NOT_GOVERNED.with("User", "Administrator", 0, "", "Acme")))
                .endsWith("Only the operator of this installation can.");
    }

    @Test
    void a_wait_is_named_in_minutes() {
        var english = languages.in("en");
        assertThat(Problems.sentence(english, AccessProblem.TOO_MANY_REQUESTS.with(1L)))
                .contains("in a minute.");
        assertThat(Problems.sentence(english, AccessProblem.TOO_MANY_REQUESTS.with(12L)))
                .contains("in 12 minutes.");
    }

    static List<Problem> problems() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Problem.class));
        return scanner.findCandidateComponents("dev.roster").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(type -> type.isEnum() ? Arrays.stream(type.getEnumConstants()) : Stream.empty())
                .map(Problem.class::cast)
                .toList();
    }
}
