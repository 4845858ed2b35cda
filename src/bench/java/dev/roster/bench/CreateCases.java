package dev.roster.bench;

import dev.roster.bench.Load.Client;
import dev.roster.bench.Load.Clients;
import java.io.IOException;
import java.util.List;

/** Creating users over HTTP, like a program with an API token. */
final class CreateCases {
    private static final double TARGET = 1.5;
    private static final int CREATED = 201;

    private final Data data;
    private final int port;
    private final Newcomers newcomers = new Newcomers();

    CreateCases(Data data, int port) {
        this.data = data;
        this.port = port;
    }

    List<Case> all() {
        return List.of(
                new Case("create over HTTP, large organization", TARGET, () -> clients(Data.LARGE)),
                new Case("create over HTTP, small organization", TARGET, () -> clients(Data.SMALL)));
    }

    private Clients clients(String organization) {
        var headers = "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
                .formatted(data.token(organization).secret());
        var path = "/api/v1/organizations/" + organization + "/users";
        return number -> new Program(new HttpConnection(port), path, headers);
    }

    private final class Program implements Client {
        private final HttpConnection connection;
        private final String path;
        private final String headers;

        Program(HttpConnection connection, String path, String headers) {
            this.connection = connection;
            this.path = path;
            this.headers = headers;
        }

        @Override
        public void once() throws IOException {
            var person = newcomers.next();
            var body = """
                    {"displayName":"%s","email":"%s","role":"user"}""".formatted(person.displayName(), person.email());
            var answer = connection.send(HttpConnection.request("POST", path, headers, body));
            if (answer.status() != CREATED) {
                throw new BenchException("%d: %s".formatted(answer.status(), answer.text()));
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
