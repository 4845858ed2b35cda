package dev.roster.installation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ServerSecretTest {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @TempDir
    Path directory;

    @Test
    void it_is_generated_once_for_its_owner_only() throws IOException {
        var first = kept();
        var second = kept();

        assertThat(first.current()).hasSize(32).isNotEqualTo(new byte[32]).isEqualTo(second.current());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void a_secret_that_is_missing_beside_data_is_not_replaced() throws IOException {
        Files.createDirectory(directory.resolve("postgres"));

        assertThatThrownBy(this::kept)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("is missing");
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_secret_that_others_may_read_is_refused() throws IOException {
        kept();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::kept).isInstanceOf(StartRefusedException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void a_malformed_secret_is_refused_without_showing_it() throws IOException {
        kept();
        Files.writeString(file(), "hunter2");

        assertThatThrownBy(this::kept)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_secret_that_is_given_wins_over_the_kept_one_and_writes_nothing() {
        var secret = given(NEW);

        assertThat(Base64.getEncoder().encodeToString(secret.current())).isEqualTo(NEW);
        assertThat(file()).doesNotExist();
    }

    @Test
    void what_the_old_secret_signed_is_verified_until_it_is_taken_out() {
        var mac = given(OLD).mac("link", DATA);

        assertThat(given(NEW + "," + OLD).verifies("link", DATA, mac)).isTrue();
        assertThat(given(NEW + "," + OLD).mac("link", DATA))
                .isEqualTo(given(NEW).mac("link", DATA))
                .isNotEqualTo(mac);
        assertThat(given(NEW).verifies("link", DATA, mac)).isFalse();
    }

    @Test
    void only_the_same_data_for_the_same_purpose_is_verified() {
        var secret = given(OLD);
        var mac = secret.mac("link", DATA);

        assertThat(secret.verifies("link", DATA, mac)).isTrue();
        assertThat(secret.verifies("token", DATA, mac)).isFalse();
        assertThat(secret.verifies("link", "date".getBytes(UTF_8), mac)).isFalse();
        assertThat(secret.verifies("link", DATA, Arrays.copyOf(mac, 31))).isFalse();
        assertThat(secret.verifies("link", DATA, new byte[0])).isFalse();
    }

    @Test
    void what_is_sealed_opens_for_its_purpose_and_context_only() {
        var secret = given(OLD);
        var sealed = secret.seal("one", DATA, "text".getBytes(UTF_8));

        assertThat(secret.open("one", DATA, sealed)).hasValue("text".getBytes(UTF_8));
        assertThat(secret.seal("one", DATA, "text".getBytes(UTF_8))).isNotEqualTo(sealed);
        assertThat(secret.open("another", DATA, sealed)).isEmpty();
        assertThat(secret.open("one", "date".getBytes(UTF_8), sealed)).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(secret.open("one", DATA, sealed)).isEmpty();
    }

    @Test
    void what_the_old_secret_sealed_opens_until_it_is_taken_out_and_is_not_current() {
        var sealed = given(OLD).seal("one", DATA, DATA);

        assertThat(given(OLD).isCurrent("one", DATA, sealed)).isTrue();
        var rotated = given(NEW + "," + OLD);
        assertThat(rotated.open("one", DATA, sealed)).hasValue(DATA);
        assertThat(rotated.isCurrent("one", DATA, sealed)).isFalse();
        assertThat(given(NEW).open("one", DATA, sealed)).isEmpty();
    }

    @Test
    void what_is_sealed_is_a_nonce_of_twelve_bytes_and_what_aes_gcm_makes_of_it() throws GeneralSecurityException {
        var secret = given(OLD);
        var sealed = secret.seal("one", DATA, DATA);

        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(secret.mac("one", DATA), "AES"),
                new GCMParameterSpec(128, sealed, 0, 12));
        assertThat(cipher.doFinal(sealed, 12, sealed.length - 12)).isEqualTo(DATA);
    }

    @Test
    void nobody_can_change_it_through_what_it_hands_out() {
        var secret = given(OLD);
        var mac = secret.mac("link", DATA);

        Arrays.fill(secret.current(), (byte) 0);
        secret.all().forEach(key -> Arrays.fill(key, (byte) 0));

        assertThat(secret.verifies("link", DATA, mac)).isTrue();
    }

    private Path file() {
        return directory.resolve("secret");
    }

    private ServerSecret kept() {
        return ServerSecret.of(Settings.read(Map.of(), List.of("--port=0", "--data-dir=" + directory)));
    }

    private ServerSecret given(String secrets) {
        return ServerSecret.of(
                Settings.read(Map.of("ROSTER_SECRET", secrets), List.of("--port=0", "--data-dir=" + directory)));
    }

    private static String key(int filling) {
        var key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }
}
