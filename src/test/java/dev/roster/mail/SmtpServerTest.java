package dev.roster.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {
    @Test
    void a_full_address_is_read() {
        assertThat(SmtpServer.read("smtp://ada%40example.org:p%3A%2F%40+s@mail.example:2525?starttls=required"))
                .isEqualTo(new SmtpServer(SmtpServer.Tls.REQUIRED, "mail.example", 2525, "ada@example.org", "p:/@+s"));
    }

    @Test
    void ports_follow_from_the_protocol() {
        assertThat(SmtpServer.read("smtp://mail.example"))
                .isEqualTo(new SmtpServer(SmtpServer.Tls.OFFERED, "mail.example", 25, null, null));
        assertThat(SmtpServer.read("smtps://mail.example/"))
                .isEqualTo(new SmtpServer(SmtpServer.Tls.FROM_THE_START, "mail.example", 465, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ada:hunter2@mail.example",
                "smtp://ada:hunter2",
                "smtp://ada:hunter 2@mail.example",
                "smtp://ada@example.org:hunter2@mail.example",
                "smtp://hunter2@mail.example",
                "smtp://ada:hunter2@mail.example/inbox",
                "smtp://ada:hunter2@mail.example?starttls=maybe",
                "smtps://ada:hunter2@mail.example?starttls=required",
                "mailto:hunter2@mail.example",
                "hunter2"
            })
    void what_cannot_be_read_is_refused_without_repeating_the_password(String url) {
        assertThatThrownBy(() -> SmtpServer.read(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter")
                .hasNoCause();
    }

    @Test
    void neither_server_nor_settings_show_the_password() {
        var url = "smtp://ada:hunter2@mail.example";
        assertThat(SmtpServer.read(url).toString()).isEqualTo("smtp://mail.example:25");
        assertThat(new MailSettings(url, "roster@roster.example", false).toString())
                .doesNotContain("hunter2");
    }
}
