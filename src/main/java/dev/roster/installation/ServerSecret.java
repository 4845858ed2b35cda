package dev.roster.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of this installation, from which all its links and tokens are derived. The first key signs and verifies; a second
 * one, from before a rotation, only verifies.
 */
public final class ServerSecret {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<byte[]> keys;

    private ServerSecret(List<byte[]> keys) {
        this.keys = keys;
    }

    /** The secret from the settings, or else the one in the data directory, generated there at the first start. */
    public static ServerSecret of(Settings settings) {
        return new ServerSecret(settings.secrets().isEmpty() ? kept(settings.dataDir()) : settings.secrets());
    }

    public byte[] current() {
        return keys.getFirst().clone();
    }

    /** The current key first. */
    public List<byte[]> all() {
        return keys.stream().map(byte[]::clone).toList();
    }

    /** Signs data with the current key. A signature for one purpose never verifies for another. */
    public byte[] mac(String purpose, byte[] data) {
        return mac(keys.getFirst(), purpose, data);
    }

    /** The signatures under all keys, the current one first: for what was signed before a rotation. */
    public List<byte[]> macs(String purpose, byte[] data) {
        return keys.stream().map(key -> mac(key, purpose, data)).toList();
    }

    /** Whether one of the keys signed this data for this purpose; runs in constant time. */
    public boolean verifies(String purpose, byte[] data, byte[] mac) {
        boolean verified = false;
        for (var key : keys) {
            verified |= MessageDigest.isEqual(mac(key, purpose, data), mac);
        }
        return verified;
    }

    private static byte[] mac(byte[] key, String purpose, byte[] data) {
        return hmac(hmac(key, purpose.getBytes(StandardCharsets.UTF_8)), data);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static List<byte[]> kept(Path dataDir) {
        var file = dataDir.resolve("secret");
        try {
            if (!Files.exists(file)) {
                generate(dataDir, file);
            }
            var readers = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            readers.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            if (!readers.isEmpty()) {
                throw new StartRefusedException(
                        "Other users can access the server secret %s. Prevent this with: chmod 600 '%s'"
                                .formatted(file, file));
            }
            return SettingValues.secrets(Files.readString(file).strip());
        } catch (IOException e) {
            throw new StartRefusedException("The server secret %s cannot be read or written.".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException("The server secret %s must hold %s.".formatted(file, e.getMessage()), e);
        }
    }

    /** Complete or absent: neither a crash nor another process at the same moment leaves a partial secret. */
    private static void generate(Path dataDir, Path file) throws IOException {
        DataDirectory.create(dataDir);
        var secret = new byte[SettingValues.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        var draft = Files.createTempFile(
                dataDir,
                "secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, Base64.getEncoder().encodeToString(secret) + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its secret is used.
        } finally {
            Files.delete(draft);
        }
    }
}
