package dev.roster.importfile;

import dev.roster.person.KnownAs;
import dev.roster.shared.Secret;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By what rows name people, as 64 bits of a hash each: so that those of one person are found among millions. */
public final class RowNames {
    private RowNames() {}

    /** By which a row says who it is for. */
    static LongStream identifying(ImportRow row) {
        var user = row.user();
        return user == null
                ? LongStream.empty()
                : hashes(Stream.concat(
                        externalId(user.externalId()),
                        Stream.ofNullable(user.emailKey()).map(RowNames::address)));
    }

    /** All by which these rows are found again, and reports that tell of these users. */
    public static Long[] of(Stream<ImportRow> rows, Stream<UUID> users) {
        var named = rows.flatMapToLong(row -> LongStream.concat(identifying(row), username(row)));
        return LongStream.concat(named, hashes(users.map(RowNames::user)))
                .distinct()
                .boxed()
                .toArray(Long[]::new);
    }

    /** All by which rows may name this person. */
    public static Long[] of(KnownAs known) {
        var names = Stream.of(
                        Stream.of(user(known.user().value())),
                        known.emails().stream().map(RowNames::address),
                        known.usernames().stream().map(name -> "username " + name),
                        known.externalIds().values().stream().flatMap(RowNames::externalId))
                .flatMap(kind -> kind);
        return hashes(names).boxed().toArray(Long[]::new);
    }

    private static LongStream username(ImportRow row) {
        var user = row.user();
        return user == null || user.usernameKey() == null
                ? LongStream.empty()
                : hashes(Stream.of("username " + user.usernameKey()));
    }

    private static Stream<String> externalId(@Nullable String id) {
        return Stream.ofNullable(id).map(known -> "external id " + known.strip());
    }

    private static String address(String key) {
        return "address " + key;
    }

    private static String user(UUID id) {
        return "user " + id;
    }

    private static LongStream hashes(Stream<String> names) {
        return names.mapToLong(name -> ByteBuffer.wrap(Secret.hash(name)).getLong());
    }
}
