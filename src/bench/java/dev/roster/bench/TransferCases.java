package dev.roster.bench;

import dev.roster.bench.Load.Client;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Imports and exports of users, with an administrator's token. A request is a whole file. */
final class TransferCases {
    static final int ROWS = 1_000;

    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final int MILLIS_BETWEEN_LOOKS = 50;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Data data;
    private final int port;
    private final Newcomers newcomers = new Newcomers();

    TransferCases(Data data, int port) {
        this.data = data;
        this.port = port;
    }

    List<Case> all() {
        return List.of(
                new Case(
                        "API: import a file of %,d new users".formatted(ROWS),
                        null,
                        () -> number -> new Importer(new HttpConnection(port), Data.LARGE)),
                new Case(
                        "API: export an organization of a hundred as CSV",
                        null,
                        () -> number -> new Exporter(new HttpConnection(port), Data.UNTOUCHED)));
    }

    private String headers(String organization, String type) {
        return "Authorization: Bearer %s\r\nContent-Type: %s\r\n"
                .formatted(data.token(organization).secret(), type);
    }

    private final class Importer implements Client {
        private final HttpConnection connection;
        private final String path;
        private final String headers;

        Importer(HttpConnection connection, String organization) {
            this.connection = connection;
            this.path = "/api/v1/organizations/" + organization + "/imports";
            this.headers = headers(organization, "text/csv");
        }

        @Override
        public void once() throws IOException, InterruptedException {
            var file = new StringBuilder("email,displayName,role\n");
            for (int i = 0; i < ROWS; i++) {
                var person = newcomers.next();
                file.append(person.email())
                        .append(',')
                        .append(person.displayName())
                        .append(",user\n");
            }
            var answer = connection.send(HttpConnection.request("POST", path, headers, file.toString()));
            require(answer, ACCEPTED);
            var id = ID.matcher(answer.text());
            if (!id.find()) {
                throw new BenchException(answer.text());
            }
            var look = HttpConnection.request("GET", path + "/" + id.group(1), headers, "");
            while (!answer.text().contains("\"done\"")) {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
                answer = connection.send(look);
                require(answer, OK);
            }
            if (!answer.text().contains("\"created\":" + ROWS)) {
                throw new BenchException(answer.text());
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private final class Exporter implements Client {
        private final HttpConnection connection;
        private final byte[] request;

        Exporter(HttpConnection connection, String organization) {
            this.connection = connection;
            this.request = HttpConnection.request(
                    "GET",
                    "/api/v1/organizations/" + organization + "/users.csv",
                    headers(organization, "application/json"),
                    "");
        }

        @Override
        public void once() throws IOException {
            require(connection.send(request), OK);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private static void require(HttpConnection.Answer answer, int status) {
        if (answer.status() != status) {
            throw new BenchException("%d: %s".formatted(answer.status(), answer.text()));
        }
    }
}
