package dev.roster.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code deploy/} and {@code src/package} tell other programs is well-formed, and agrees with Roster. */
@Tag("fast")
class DeploymentTest {
    private static final Path CHART = Path.of("deploy/helm/roster");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern SETTING = Pattern.compile("ROSTER_[A-Z_]+");

    @Test
    void the_chart_passes_helms_linter() {
        var linted = new Helm(CHART).lint().strict().call();

        assertThat(linted.getMessages().stream().filter(message -> !message.contains("icon is recommended")))
                .isEmpty();
        assertThat(linted.isFailed()).isFalse();
    }

    @Test
    void the_chart_renders_pods_that_share_a_secret_and_are_not_root() {
        var pod = rendered("Deployment").at("/spec/template/spec");

        assertThat(pod.at("/enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        var container = pod.at("/containers/0");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container
                        .get("env")
                        .valueStream()
                        .map(each -> each.get("name").asString()))
                .contains("ROSTER_PUBLIC_URL", "ROSTER_DATABASE_URL", "ROSTER_SECRET");
        assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/health/ready");
    }

    @Test
    void the_charts_ingress_leads_the_public_url_to_roster() {
        var rule = rendered("Ingress").at("/spec/rules/0");

        assertThat(rule.get("host").asString()).isEqualTo("users.example.com");
        assertThat(rule.at("/http/paths/0/path").asString()).isEqualTo("/it");
    }

    @Test
    void the_compose_file_gives_secrets_as_files() throws IOException {
        var roster =
                YAML.readTree(Files.readString(Path.of("deploy/compose.yaml"))).at("/services/roster");

        assertThat(roster.get("environment").propertyNames())
                .contains("ROSTER_DATABASE_URL_FILE", "ROSTER_SECRET_FILE")
                .doesNotContain("ROSTER_DATABASE_URL", "ROSTER_SECRET");
        assertThat(roster.get("read_only").asBoolean()).isTrue();
    }

    @Test
    void all_of_them_use_settings_that_exist() throws IOException {
        var page = Files.readString(Path.of("docs/configuration.md"));
        for (var file : List.of(
                "deploy/compose.yaml",
                "deploy/Dockerfile",
                "src/package/roster.conf",
                "deploy/helm/roster/templates/deployment.yaml")) {
            var used =
                    SETTING.matcher(Files.readString(Path.of(file))).results().map(MatchResult::group);
            assertThat(used.filter(name -> !name.equals("ROSTER_NAME")))
                    .as(file)
                    .isNotEmpty()
                    .allMatch(name -> page.contains("`" + name + "`") || page.contains("`" + name + "="));
        }
    }

    private static JsonNode rendered(String kind) {
        var manifests = new Helm(CHART)
                .template()
                .set("ingress.enabled", true)
                .set("publicUrl", "https://users.example.com/it")
                .call();
        return Stream.of(manifests.split("(?m)^---$"))
                .map(YAML::readTree)
                .filter(node -> kind.equals(node.path("kind").asString("")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(manifests));
    }
}
