package dev.roster.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.AnnotationSupport;

/** The list of guards is up to date. {@code bin/guards} checks whether each test fails without its guard. */
@Tag("fast")
class GuardsTest {
    private static final Set<Class<? extends Annotation>> TESTS =
            Set.of(Test.class, RepeatedTest.class, TestFactory.class, ParameterizedTest.class);

    private static final GuardList LIST = GuardList.read();

    @Test
    void each_guard_exists_once_where_the_list_says() {
        var all = new SoftAssertions();
        for (var guard : LIST.all()) {
            all.assertThatCode(() -> guard.from(Files.readString(guard.path())))
                    .as(guard.guard())
                    .doesNotThrowAnyException();
        }
        all.assertAll();
    }

    @Test
    void each_has_words_of_its_own() {
        assertThat(LIST.all()).extracting(Guard::guard).doesNotHaveDuplicates();
    }

    @Test
    void each_test_that_is_named_exists() throws Exception {
        // Without running their static initialisers: most start a server.
        var loader = GuardsTest.class.getClassLoader();
        for (var guard : LIST.all()) {
            var test =
                    Tests.method(Class.forName(Tests.className(guard.testClass()), false, loader), guard.testMethod());
            assertThat(TESTS).as(guard.test()).anyMatch(kind -> AnnotationSupport.isAnnotated(test, kind));
        }
    }

    @Test
    void the_page_lists_them_as_bin_guards_writes_them() {
        assertThat(GuardList.page()).isEqualTo(LIST.written());
    }

    @Test
    void what_is_taken_out_may_be_broken_into_lines_otherwise() {
        var guard = new Guard("", "A.java", null, "if (a) { throw b; }", null, "A.b", null);

        assertThat(guard.from("x;\nif (a) {\n    throw b;\n}\ny;").text()).isEqualTo("x;\n\ny;");
    }

    @Test
    void repeated_text_is_distinguished_by_what_precedes_it() {
        var twice = "first { check(); } second { check(); }";

        assertThatCode(() -> new Guard("", "A.java", null, "check();", null, "A.b", null).from(twice))
                .hasMessageContaining("more than once");
        assertThat(new Guard("", "A.java", "second {", "check();", "pass();", "A.b", null)
                        .from(twice)
                        .text())
                .isEqualTo("first { check(); } second { pass(); }");
        assertThatCode(() -> new Guard("", "A.java", null, "other();", null, "A.b", null).from(twice))
                .hasMessageContaining("does not have");
    }
}
