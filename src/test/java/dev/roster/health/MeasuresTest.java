package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics, and the files that come with Roster to make something of them. */
class MeasuresTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:roster|http|hikaricp|jvm|process|system|logback|disk)_[a-z_]+\\b");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)\"?expr\"?: *(.*)$");

    @ParameterizedTest
    @ValueSource(strings = {"deploy/grafana.json", "deploy/alerts.yaml", "docs/operations/monitoring.md"})
    void every_metric_that_a_file_names_exists(String file) throws IOException {
        var named = new TreeSet<String>();
        EXPRESSION
                .matcher(Files.readString(Path.of(file)))
                .results()
                .flatMap(expression -> METRIC.matcher(expression.group(1)).results())
                .forEach(name -> named.add(name.group()));
        if (file.endsWith(".md")) {
            METRIC.matcher(Files.readString(Path.of(file))).results().forEach(name -> named.add(name.group()));
        }

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(measured()).containsAll(named);
    }

    @Test
    void the_monitoring_page_names_every_metric_of_rosters_own() throws IOException {
        var page = Files.readString(Path.of("docs/operations/monitoring.md"));

        assertThat(measured().stream()
                        .filter(name -> name.startsWith("roster_"))
                        .filter(name -> !page.contains("`" + name + "`")))
                .isEmpty();
    }

    @Test
    void requests_are_counted_in_buckets_by_route_from_which_percentiles_can_be_told() {
        assertThat(ApiClient.operator().get("/organizations").status()).isEqualTo(200);

        assertThat(metrics().lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_bucket")
                        && line.contains("uri=\"/api/v1/organizations\"")
                        && line.contains("le=\"0.1\""));
    }

    @Test
    void a_refused_guess_and_a_statement_are_counted() {
        double before = value("roster_statements_total");

        ApiClient.operator().get("/organizations");

        assertThat(value("roster_statements_total")).isGreaterThan(before);
        assertThat(value("roster_database_up")).isEqualTo(1);
        assertThat(value("roster_users")).isPositive();
        assertThat(value("roster_disk_free_bytes")).isPositive();
        assertThat(value("roster_secret_age_seconds")).isNotNegative();
    }

    private static double value(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> measured() {
        assertThat(ApiClient.operator().get("/organizations").status()).isEqualTo(200);
        return metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String metrics() {
        return Visitor.of(SERVER).get("/metrics").body();
    }
}
