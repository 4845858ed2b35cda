package dev.roster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.ApiClient;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Organizations and people who come from another installation, or from another program. */
class MoveInTest {
    private static final TestServer SERVER = TestServer.get();
    private static final int SIGNED_IN = 303;
    private static final String PASSWORD = "violet kettle 17";
    private static final byte[] SALT = "sodium chloride!".getBytes(StandardCharsets.US_ASCII);

    private final String slug = "moved-" + Long.toString(System.nanoTime(), 36);

    @TempDir
    Path folder;

    private Path token;

    @BeforeEach
    void keep_the_token() throws IOException {
        token = Files.writeString(folder.resolve("token"), SERVER.operatorToken() + "\n");
    }

    @Test
    void what_roster_has_exported_moves_into_another_installation() throws IOException {
        var company = SERVER.company("partner");
        var first = company.another("manager");
        company.pending("user");
        var admin = company.client("administrator");
        var path = "/organizations/" + company.slug();
        assertThat(ApiClient.operator()
                        .post(path + "/groups", "{\"name\":\"Finance\",\"description\":\"\",\"roles\":[\"user\"]}")
                        .status())
                .isEqualTo(201);
        admin.post(
                path + "/roles",
                "{\"key\":\"auditor\",\"name\":\"Auditor\",\"permissions\":[\"audit.view\",\"users.view\"],\"governs\":[]}");
        run("export", folder.resolve("export"), "--organization", company.slug());
        var there = elsewhere(folder.resolve("export").resolve(company.slug()), company.slug());

        assertThat(run("import", there, "--dry-run").out()).contains("create organization " + slug, "were not checked");
        assertThat(ApiClient.operator().get("/organizations/" + slug).status()).isEqualTo(404);

        var moved = run("import", there);

        assertThat(moved.err()).isEmpty();
        assertThat(moved.out()).contains("create group Finance", "create role auditor", "0 rejected");
        assertThat(emails())
                .contains(first.email().replace(company.slug(), slug).replace("@", "@moved."));
        assertThat(ApiClient.operator()
                        .get("/organizations/" + slug + "/roles/auditor")
                        .status())
                .isEqualTo(200);
        assertThat(run("import", there).out()).contains(": 0 created, 0 updated");
    }

    @Test
    void people_from_keycloak_sign_in_with_their_passwords() throws Exception {
        var realm = Files.writeString(
                folder.resolve("realm.json"), """
                {"realm": "shop", "organizations": [],
                 "groups": [{"name": "Sales", "subGroups": [{"name": "North", "realmRoles": ["boss"]}]}], "users": [
                  {"id": "k1", "username": "ada", "email": "ada@%1$s.example", "firstName": "Ada", "lastName": "Byron",
                   "enabled": true, "realmRoles": ["default-roles-shop", "boss"], "groups": ["/Sales/North"],
                   "credentials": [%2$s, {"type": "otp", "secretData": "{}", "credentialData": "{}"}]},
                  {"id": "k2", "username": "grace", "email": "grace@%1$s.example", "firstName": "Grace", "lastName": "Hopper",
                   "enabled": true, "credentials": [%3$s]},
                  {"id": "k3", "username": "alan", "email": "alan@%1$s.example", "firstName": "Alan", "lastName": "Turing",
                   "enabled": false, "credentials": [%2$s]},
                  {"id": "k4", "username": "costly", "email": "costly@%1$s.example", "firstName": "Costly", "lastName": "Hash",
                   "enabled": true, "credentials": [%4$s]},
                  {"id": "k5", "username": "service-account-x", "serviceAccountClientId": "x"}]}
                """.formatted(slug, pbkdf2(27_500), argon2(), pbkdf2(4_000_000)));

        var moved = run(
                "import",
                realm,
                "--from",
                "keycloak",
                "--organization",
                slug,
                "--role",
                "boss=admin",
                "--default-role",
                "member");

        assertThat(moved.err()).isEmpty();
        assertThat(moved.out())
                .contains(slug + ": 4 created, 0 updated, 0 unchanged, 0 rejected", "create group Sales / North")
                .contains("1 credentials of the type otp stay behind", "1 service accounts stay behind")
                .contains("1 users have a password hash that takes too long to verify");
        var ada = ApiClient.operator().get("/organizations/" + slug + "/users?search=ada");
        assertThat(ada.items("role")).containsExactly("admin");
        assertThat(ada.items("externalId")).containsExactly("k1");
        assertThat(ApiClient.operator()
                        .get("/organizations/" + slug + "/groups")
                        .items("roles/0"))
                .containsExactly("admin");
        assertThat(signIn("ada", "wrong")).isNotEqualTo(SIGNED_IN);
        assertThat(signIn("ada", PASSWORD)).isEqualTo(SIGNED_IN);
        assertThat(signIn("grace", PASSWORD)).isEqualTo(SIGNED_IN);
        assertThat(signIn("alan", PASSWORD)).isNotEqualTo(SIGNED_IN);
        assertThat(signIn("costly", PASSWORD)).isNotEqualTo(SIGNED_IN);
    }

    /** The example of Firebase's own implementation of its scrypt, and a hash of crypt(3) for Auth0. */
    @Test
    void people_from_firebase_and_auth0_sign_in_with_their_passwords() throws IOException {
        var accounts = Files.writeString(folder.resolve("users.json"), """
                {"users": [{"localId": "f1", "email": "fire@%s.example", "displayName": "Fire Base", "salt": "42xEC-ixf3L2lw==",
                  "passwordHash": "lSrfV15cpx95_sZS2W9c9Kp6i_LVgQNDNC_qzrCnh1SAyZvqmZqAjTdn3aoItz-VHjoZilo78198JAdRuid5lQ=="}]}
                """.formatted(slug));
        var parameters = Files.writeString(folder.resolve("parameters"), """
                hash_config {
                  algorithm: SCRYPT,
                  base64_signer_key: jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,
                  base64_salt_separator: Bw==,
                  rounds: 8,
                  mem_cost: 14,
                }
                """);
        var users = Files.writeString(
                folder.resolve("users.ndjson"),
                "{\"user_id\":\"auth0|1\",\"email\":\"Zero@%s.example\",\"given_name\":\"Zero\",\"family_name\":\"Auth\"}\n"
                        .formatted(slug));
        var hashes = Files.writeString(
                folder.resolve("hashes.json"),
                "{\"email\":\"zero@%s.example\",\"passwordHash\":\"$2b$04$CCCCCCCCCCCCCCCCCCCCC.89Q//NU00G4/AfR7dW7OczE70HW4SfW\"}\n"
                        .formatted(slug));

        var fire = run(
                "import",
                accounts,
                "--from=firebase",
                "--organization",
                slug,
                "--preset",
                "partner",
                "--hash-parameters",
                parameters);
        var zero = run("import", users, hashes, "--from=auth0", "--organization", slug);

        assertThat(fire.out()).contains(": 1 created, 0 updated, 0 unchanged, 0 rejected");
        assertThat(zero.out()).contains(": 1 created, 0 updated, 0 unchanged, 0 rejected");
        assertThat(signIn("fire", "user1passwort")).isNotEqualTo(SIGNED_IN);
        assertThat(signIn("fire", "user1password")).isEqualTo(SIGNED_IN);
        assertThat(signIn("zero", "violet kettle 9")).isEqualTo(SIGNED_IN);
    }

    @Test
    void what_cannot_move_is_said_and_the_rest_moves() throws IOException {
        var users = Files.writeString(folder.resolve("users.ndjson"), """
                {"user_id":"auth0|1","email":"one@%1$s.example","given_name":"One","family_name":"Fine"}
                {"user_id":"auth0|2","email":"nonsense","given_name":"Two","family_name":"Bad"}
                """.formatted(slug));

        var moved = run("import", users, "--from", "auth0", "--organization", slug, "--preset", "partner");

        assertThat(moved.exit()).isEqualTo(1);
        assertThat(moved.out()).contains("1 created", "1 rejected", "nonsense is rejected:");
        assertThat(emails()).containsExactly("one@%s.example".formatted(slug));
        assertThat(run("import", token, "--from", "keycloak", "--organization", slug)
                        .err())
                .contains("token cannot be read");
        assertThat(run("import", users, "--from", "auth0").err()).contains("--organization SLUG");
    }

    private int signIn(String name, String password) {
        return SERVER.tryToSignIn("%s@%s.example".formatted(name, slug), password)
                .status();
    }

    private List<String> emails() {
        return ApiClient.operator().get("/organizations/" + slug + "/users").items("email");
    }

    /** The same export, as that of another organization with other people. */
    private Path elsewhere(Path organization, String before) throws IOException {
        var there = Files.createDirectories(folder.resolve("there").resolve(slug));
        try (var files = Files.list(organization)) {
            for (var file : files.toList()) {
                var text = Files.readString(file).replace(before, slug).replace("@", "@moved.");
                Files.writeString(there.resolve(file.getFileName().toString()), text);
            }
        }
        return folder.resolve("there");
    }

    private static String pbkdf2(int iterations) throws Exception {
        var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), SALT, Math.min(iterations, 50_000), 512))
                .getEncoded();
        return credential(
                hash, "{\\\"hashIterations\\\":%d,\\\"algorithm\\\":\\\"pbkdf2-sha256\\\"}".formatted(iterations));
    }

    private static String argon2() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(7168)
                .withIterations(5)
                .withParallelism(1)
                .withSalt(SALT)
                .build());
        var hash = new byte[32];
        generator.generateBytes(PASSWORD.toCharArray(), hash);
        return credential(hash, """
                {\\"hashIterations\\":5,\\"algorithm\\":\\"argon2\\",\\"additionalParameters\\":{\\"hashLength\\":[\\"32\\"],\
                \\"memory\\":[\\"7168\\"],\\"type\\":[\\"id\\"],\\"version\\":[\\"1.3\\"],\\"parallelism\\":[\\"1\\"]}}""");
    }

    private static String credential(byte[] hash, String data) {
        var base64 = Base64.getEncoder();
        return "{\"type\":\"password\",\"secretData\":\"{\\\"value\\\":\\\"%s\\\",\\\"salt\\\":\\\"%s\\\"}\",\"credentialData\":\"%s\"}"
                .formatted(base64.encodeToString(hash), base64.encodeToString(SALT), data);
    }

    private Command run(String command, Object... arguments) {
        var all = new ArrayList<String>();
        all.add(command);
        all.addAll(List.of("--url", SERVER.url(""), "--token-file", token.toString()));
        for (var argument : arguments) {
            all.add(argument.toString());
        }
        return Command.run(Map.of(), all.toArray(String[]::new));
    }
}
