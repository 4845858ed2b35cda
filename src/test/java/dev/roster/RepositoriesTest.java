package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.stereotype.Repository;

/** Repositories are called as they are: JdbcTemplate translates exceptions itself. */
class RepositoriesTest {
    @Test
    void no_statement_goes_through_a_proxy_that_does_nothing() {
        assertThat(TestServer.get()
                        .context()
                        .getBeansWithAnnotation(Repository.class)
                        .values())
                .isNotEmpty()
                .noneMatch(AopUtils::isAopProxy);
    }
}
