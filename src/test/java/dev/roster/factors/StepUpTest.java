package dev.roster.factors;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.RecentFactor;
import dev.roster.support.AuthenticatorApp;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a stolen session cannot do without its person's second factor. */
class StepUpTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Map<String, String> TOKEN = Map.of("name", "Deploy", "role", "user", "expires", "30");

    private final Company company = SERVER.company("partner");

    @Test
    void a_factor_counts_for_ten_minutes_and_is_then_asked_for_with_everything_typed_kept() {
        var administrator = company.another("administrator");
        var browser = administrator.signIn();
        var app = AuthenticatorApp.add(SERVER, browser);
        var tokens = company.path("/settings/api-tokens");
        assertThat(browser.post(tokens, TOKEN).status()).isEqualTo(200);
        SERVER.clock().advance(Duration.ofMinutes(11));

        var asked = browser.post(tokens, TOKEN);
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.value("name")).isEqualTo("Deploy");
        assertThat(asked.value("expires")).isEqualTo("30");
        var again = new HashMap<>(TOKEN);
        again.put("factorCode", "000000");
        var wrong = browser.post(tokens, again);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.fieldError("factorCode")).isNotEmpty();
        again.put("factorCode", app.code());
        assertThat(browser.post(tokens, again).status()).isEqualTo(200);
        assertThat(browser.post(tokens, TOKEN).status()).isEqualTo(200);
    }

    @Test
    void who_has_no_second_factor_is_not_asked() {
        var browser = company.another("administrator").signIn();
        SERVER.clock().advance(Duration.ofMinutes(11));

        assertThat(browser.post(company.path("/settings/api-tokens"), TOKEN).status())
                .isEqualTo(200);
    }

    @Test
    void erasing_is_asked_for_and_sending_a_link_is_not() {
        var appliance = SERVER.company("appliance");
        var browser = appliance.another("system_admin").signIn();
        AuthenticatorApp.add(SERVER, browser);
        var user = appliance.path("/users/" + appliance.quick("ledger_manager").id());
        SERVER.clock().advance(Duration.ofMinutes(11));

        assertThat(browser.post(user + "/erase", Map.of("confirm", "x")).body()).contains("factorCode");
        assertThat(browser.post(user + "/reset-password", Map.of()).status()).isEqualTo(303);
    }

    @Test
    void these_forms_ask() {
        var asking = SERVER
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue().hasMethodAnnotation(RecentFactor.class))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .map(path -> path.replaceAll(":[^}]*}", "}"))
                .collect(toCollection(TreeSet::new));

        assertThat(asking)
                .containsExactlyInAnyOrder(
                        "/me/factors/authenticator",
                        "/me/factors/authenticator/remove",
                        "/me/factors/recovery-codes",
                        "/o/{org}/settings/api-tokens",
                        "/o/{org}/roles",
                        "/o/{org}/roles/{role}",
                        "/o/{org}/roles/{role}/delete",
                        "/o/{org}/settings/policy",
                        "/o/{org}/users",
                        "/o/{org}/users/{user}/{action}",
                        "/operator/people/{user}/block",
                        "/operator/api-tokens");
    }
}
