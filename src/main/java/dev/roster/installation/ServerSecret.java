package dev.roster.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * The secret of this installation, from which all its links and tokens are derived. The first key signs and verifies; a second
 * one, from before a rotation, only verifies.
 */
public final class ServerSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 12;

    private final List<byte[]> keys;

    private ServerSecret(List<byte[]> keys) {
        this.keys = keys;
    }

    /**
     * The secret from the settings, or else the one in the data directory, generated there at the first start.
     *
     * @throws StartRefusedException if it is missing although there is data that was signed with it
     */
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

    /**
     * Encrypts with AES-256-GCM (NIST SP 800-38D) under a key derived for this purpose from the current key and the context. What
     * is sealed for one purpose and context never opens for another.
     */
    public byte[] seal(String purpose, byte[] context, byte[] plain) {
        return encryptor(mac(purpose, context)).encrypt(plain);
    }

    /** Empty if it was sealed for another purpose or context, with a key that is no longer here, or has been changed. */
    public Optional<byte[]> open(String purpose, byte[] context, byte[] sealed) {
        return macs(purpose, context).stream()
                .flatMap(key -> opened(key, sealed).stream())
                .findFirst();
    }

    /** Whether it was sealed with the current key, not with one from before a rotation. */
    public boolean isCurrent(String purpose, byte[] context, byte[] sealed) {
        return opened(mac(purpose, context), sealed).isPresent();
    }

    private static Optional<byte[]> opened(byte[] key, byte[] sealed) {
        try {
            return Optional.of(encryptor(key).decrypt(sealed));
        } catch (IllegalStateException anotherKey) {
            return Optional.empty();
        }
    }

    private static BytesEncryptor encryptor(byte[] key) {
        return new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"), KeyGenerators.secureRandom(NONCE_BYTES), CipherAlgorithm.GCM);
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

    /** As it is written in its file: the keys in base64, the current one first. */
    public String text() {
        return keys.stream().map(Base64.getEncoder()::encodeToString).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException if it is no text of a secret */
    public static ServerSecret ofText(String text) {
        return new ServerSecret(SettingValues.secrets(text));
    }

    /** A new key that signs from now on, with the present one, which still verifies. */
    public ServerSecret rotated() {
        return new ServerSecret(List.of(random(), current()));
    }

    /** Only the current key. */
    public ServerSecret retired() {
        return new ServerSecret(List.of(current()));
    }

    /** A new secret, which knows nothing of an earlier one. */
    public static ServerSecret fresh() {
        return new ServerSecret(List.of(random()));
    }

    /** Puts it into the data directory, in place of the one there; the next start of Roster uses it. */
    public void store(Path dataDir) {
        try {
            DataDirectory.create(dataDir);
            Files.move(draft(dataDir), file(dataDir), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(file(dataDir), e);
        }
    }

    private static List<byte[]> kept(Path dataDir) {
        var file = file(dataDir);
        try {
            if (!Files.exists(file)) {
                requireNoData(dataDir, file);
                fresh().storeFirst(dataDir);
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
            throw unusable(file, e);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException("The server secret %s must hold %s.".formatted(file, e.getMessage()), e);
        }
    }

    /** The embedded database is created after the secret, so where there is one, there was a secret. */
    private static void requireNoData(Path dataDir, Path file) {
        if (Files.exists(PostgresCluster.directory(dataDir))) {
            throw new StartRefusedException(
                    "The server secret %s is missing. Put it back from your backup. If it is lost, make a new one with: roster"
                                    .formatted(file)
                            + " secret rotate --lost");
        }
    }

    /** Unless another process was first; then its secret is used. */
    private void storeFirst(Path dataDir) throws IOException {
        DataDirectory.create(dataDir);
        var draft = draft(dataDir);
        try {
            Files.createLink(file(dataDir), draft);
        } catch (FileAlreadyExistsException e) {
            // That one is read.
        } finally {
            Files.delete(draft);
        }
    }

    /** Complete or absent: neither a crash nor another process at the same moment leaves a partial secret. */
    private Path draft(Path dataDir) throws IOException {
        var draft = Files.createTempFile(
                dataDir,
                "secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(draft, text() + "\n");
    }

    private static byte[] random() {
        var secret = new byte[SettingValues.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static Path file(Path dataDir) {
        return dataDir.resolve("secret");
    }

    private static StartRefusedException unusable(Path file, IOException cause) {
        return new StartRefusedException("The server secret %s cannot be read or written.".formatted(file), cause);
    }
}
