package dev.roster.mail;

import static dev.roster.mail.MailBench.OPERATOR;
import static dev.roster.mail.MailBench.mailTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.installation.SmtpServer;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailsTest {
    private static final MailSettings NO_SERVER = new MailSettings(null, "roster@roster.example", false);

    private final MailBench bench = new MailBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void without_a_server_emails_are_kept_and_can_be_read_in_demo_mode() {
        var node = bench.start(new MailSettings(null, "roster@roster.example", true));
        var id = node.enqueue(mailTo("ada@example.org"));
        await().until(() -> node.mail(id).status() == MailStatus.KEPT);
        assertThat(node.mail(id).lastError()).isNull();

        var rendered = node.mails().rendered(OPERATOR, id).orElseThrow();
        assertThat(rendered.subject()).isEqualTo("Welcome to Acme");
        assertThat(rendered.fromName()).isEqualTo("Acme Inc.");
        assertThat(rendered.text()).contains("https://roster.example/links/abc?x=1&y=2");
        assertThat(rendered.html()).contains("https://roster.example/links/abc?x=1&amp;y=2");

        bench.content = _ -> Optional.empty();
        assertThat(node.mails().rendered(OPERATOR, id)).isEmpty();
    }

    @Test
    void bodies_are_read_in_demo_mode_only() {
        var url = "smtp://127.0.0.1:1";
        var none = bench.idle(NO_SERVER);
        var kept = none.enqueue(mailTo("ada@example.org"));
        refused(AccessProblem.NOT_FOUND, () -> none.mails().rendered(OPERATOR, kept));
        var live = bench.idle(new MailSettings(SmtpServer.read(url), "roster@roster.example", false));
        var id = live.enqueue(mailTo("ada@example.org"));
        refused(AccessProblem.NOT_FOUND, () -> live.mails().rendered(OPERATOR, id));

        var demo = bench.idle(new MailSettings(SmtpServer.read(url), "roster@roster.example", true));
        assertThat(demo.mails().rendered(OPERATOR, id)).isPresent();
    }

    @Test
    void only_the_operator_sees_emails() {
        var node = bench.idle(NO_SERVER);
        var id = node.enqueue(mailTo("ada@example.org"));
        var somebody =
                new Actor.SignedIn(UserId.next(), UUID.randomUUID(), "Ada", "en", "UTC", false, false, false, null);
        refused(AccessProblem.NOT_FOUND, () -> node.mails().list(somebody, null, null, 10));
        refused(AccessProblem.NOT_FOUND, () -> node.mails().get(somebody, id));
        refused(AccessProblem.NOT_FOUND, () -> node.mails().rendered(somebody, id));
        refused(AccessProblem.NOT_FOUND, () -> node.mails().retry(somebody, id));
    }

    @Test
    void only_what_has_failed_is_retried() {
        var node = bench.idle(NO_SERVER);
        var id = node.enqueue(mailTo("ada@example.org"));
        refused(MailProblem.NOT_FAILED, () -> node.mails().retry(OPERATOR, id));
        refused(AccessProblem.NOT_FOUND, () -> node.mails().retry(OPERATOR, MailId.next()));
    }

    @Test
    void the_list_is_read_page_by_page_in_both_directions() {
        var node = bench.idle(NO_SERVER);
        var ids = new ArrayList<MailId>();
        for (int i = 0; i < 7; i++) {
            ids.add(node.enqueue(mailTo("ada" + i + "@example.org")));
        }
        Collections.reverse(ids);

        var first = node.mails().list(OPERATOR, null, null, 3);
        var second = node.mails().list(OPERATOR, null, first.next(), 3);
        var third = node.mails().list(OPERATOR, null, second.next(), 3);
        var back = node.mails().list(OPERATOR, null, third.previous(), 3);
        assertThat(first.previous()).isNull();
        assertThat(first.items()).extracting(Mail::id).isEqualTo(ids.subList(0, 3));
        assertThat(second.items()).extracting(Mail::id).isEqualTo(ids.subList(3, 6));
        assertThat(third.items()).extracting(Mail::id).isEqualTo(ids.subList(6, 7));
        assertThat(third.next()).isNull();
        assertThat(back.items()).isEqualTo(second.items());
    }

    @Test
    void the_list_can_be_narrowed_to_a_status() {
        var node = bench.start(NO_SERVER);
        var kept = node.enqueue(mailTo("ada@example.org"));
        await().until(() -> node.mail(kept).status() == MailStatus.KEPT);
        assertThat(node.mails().list(OPERATOR, MailStatus.KEPT, null, 10).items())
                .extracting(Mail::id)
                .isEqualTo(List.of(kept));
        assertThat(node.mails().list(OPERATOR, MailStatus.FAILED, null, 10).items())
                .isEmpty();
    }

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
