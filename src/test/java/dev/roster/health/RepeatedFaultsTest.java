package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag("fast")
class RepeatedFaultsTest {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.roster");
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("dev.roster.test.Faulty");

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private RepeatedFaults faults;
    private List<TurboFilter> others;

    @BeforeEach
    void listen() {
        // Those of the suite's own servers would count as well.
        others = List.copyOf(OURS.getLoggerContext().getTurboFilterList());
        OURS.getLoggerContext().getTurboFilterList().clear();
        faults = new RepeatedFaults();
        appender.start();
        OURS.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        OURS.detachAppender(appender);
        faults.close();
        OURS.getLoggerContext().getTurboFilterList().addAll(others);
    }

    @Test
    void a_fault_is_logged_with_its_stack_once_and_then_as_a_number() {
        for (int i = 0; i < 1_000; i++) {
            LOG.error("The disk failed", new IllegalStateException("no " + i));
        }
        assertThat(lines()).containsExactly("The disk failed");
        assertThat(appender.list.getFirst().getThrowableProxy()).isNotNull();

        faults.report();
        assertThat(lines())
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("999 more times in the last minute: dev.roster.test.Faulty \"The disk failed\""
                        + " java.lang.IllegalStateException");
    }

    @Test
    void while_it_goes_on_its_stack_is_not_shown_again_and_afterwards_it_is() {
        LOG.error("The disk failed", new IllegalStateException());
        LOG.error("The disk failed", new IllegalStateException());
        faults.report();
        LOG.error("The disk failed", new IllegalStateException());
        assertThat(lines()).hasSize(2);

        faults.report();
        faults.report();
        LOG.error("The disk failed", new IllegalStateException());
        assertThat(lines().stream().filter("The disk failed"::equals)).hasSize(2);
    }

    @Test
    void different_faults_do_not_hide_each_other_and_information_is_never_hidden() {
        LOG.error("A request failed", new IllegalStateException());
        LOG.error("A request failed", new IllegalArgumentException());
        LOG.error("Emails have to wait: {}", 1, new IllegalStateException());
        for (int i = 0; i < 20; i++) {
            LOG.info("Someone signed in");
            LOG.warn("Email {} was not delivered", i);
        }

        assertThat(lines().stream().filter("Someone signed in"::equals)).hasSize(20);
        assertThat(lines().stream().filter(line -> line.startsWith("Email "))).hasSize(5);
        assertThat(appender.list.stream().filter(event -> event.getThrowableProxy() != null))
                .hasSize(3);
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
