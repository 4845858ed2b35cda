package dev.roster.bench;

import dev.roster.bench.Load.Client;
import dev.roster.bench.Names.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What programs do with the users of the large organization, each request with an administrator's token. */
final class ApiCases {
    private static final int PEOPLE = 200;

    /** Each gets few emails: there is a limit for each person. */
    private static final int MAILED = 20_000;

    private static final String API = "/api/v1/";
    private static final String USERS = API + "organizations/" + Data.LARGE + "/users";

    private final Data data;
    private final int port;
    private final int clients;
    private final String headers;

    ApiCases(Data data, int port, int clients) {
        this.data = data;
        this.port = port;
        this.clients = clients;
        this.headers = "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
                .formatted(data.token(Data.LARGE).secret());
    }

    List<Case> reading() {
        var searches = new Names()
                .terms(Kind.RARE, People.DOMAIN).stream()
                        .map(term -> request("GET", USERS + "?search=" + term, ""))
                        .toList();
        return List.of(
                ofAll("API: who a token is", 200, List.of(request("GET", API + "me", ""))),
                ofEach("API: get a user", 200, user -> Stream.of(request("GET", user, ""))),
                ofAll("API: list 50 users", 200, List.of(request("GET", USERS, ""))),
                ofAll("API: search users, rare letters", 200, searches));
    }

    List<Case> changing() {
        offerDeactivation();
        return List.of(
                ofEach(
                        "API: change a role",
                        200,
                        user -> Stream.of("read_only", "user")
                                .map(role -> request("PUT", user + "/role", "{\"role\":\"%s\"}".formatted(role)))),
                ofEach(
                        "API: deactivate and activate",
                        200,
                        user -> Stream.of("PUT", "DELETE").map(method -> request(method, user + "/deactivation", ""))),
                ofEach(
                        "API: reset a password",
                        202,
                        MAILED,
                        user -> Stream.of(request("POST", user + "/password-reset", ""))));
    }

    /** Unknown to the preset's policy and roles. */
    private void offerDeactivation() {
        data.rows("""
                update organizations set policy = jsonb_set(policy, '{departures}', '["delete","deactivate"]')
                 where slug = ?
                """, Data.LARGE);
        data.rows("""
                update roles set permissions = permissions || 'users.deactivate'::text
                 where organization_id = ? and key = 'administrator' and not 'users.deactivate' = any (permissions)
                """, data.organization(Data.LARGE));
    }

    private byte[] request(String method, String path, String body) {
        return HttpConnection.request(method, path, headers, body);
    }

    private Case ofAll(String name, int status, List<byte[]> requests) {
        return new Case(name, null, () -> number -> new Program(new HttpConnection(port), status, requests));
    }

    /** Each client has people of its own, and works through them one after the other. */
    private Case ofEach(String name, int status, Function<String, Stream<byte[]>> toDo) {
        return ofEach(name, status, PEOPLE, toDo);
    }

    private Case ofEach(String name, int status, int among, Function<String, Stream<byte[]>> toDo) {
        return new Case(name, null, () -> {
            var people = people(among);
            return number -> {
                var own = people.subList(people.size() * number / clients, people.size() * (number + 1) / clients);
                return new Program(
                        new HttpConnection(port),
                        status,
                        own.stream().flatMap(toDo).toList());
            };
        });
    }

    /** Their addresses; people from all over the organization. */
    private List<String> people(int number) {
        return data.rows("""
                select m.user_id from memberships m join roles r on r.id = m.role_id
                 where m.organization_id = ? and m.status = 'active' and r.key = 'user'
                 order by md5(m.user_id::text) limit ?
                """, data.organization(Data.LARGE), number).stream()
                .map(row -> USERS + "/" + row.getFirst())
                .toList();
    }

    private static final class Program implements Client {
        private final HttpConnection connection;
        private final int status;
        private final List<byte[]> requests;
        private int next;

        Program(HttpConnection connection, int status, List<byte[]> requests) {
            this.connection = connection;
            this.status = status;
            this.requests = new ArrayList<>(requests);
        }

        @Override
        public void once() throws IOException {
            var answer = connection.send(requests.get(next++ % requests.size()));
            if (answer.status() != status) {
                throw new BenchException("%d: %s".formatted(answer.status(), answer.text()));
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
