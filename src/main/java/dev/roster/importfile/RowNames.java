package dev.roster.importfile;

import dev.roster.person.KnownAs;
import dev.roster.shared.Secret;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hashes (64 bits each) of what identifies people in rows, so that the rows about a person can be found among millions. */
public final class RowNames {
    private RowNames() {}

    /** What identifies the person a row is about. */
    static LongStream identifying(ImportRow row) {
        var user = row.user();
        return user == null
                ? LongStream.empty()
                : hashes(Stream.concat(
                        externalId(user.externalId()),
                        Stream.ofNullable(user.emailKey()).map(RowNames::address)));
    }

    /** Everything by which these rows, and the results about these users, can be found. */
    public static Long[] of(Stream<ImportRow> rows, Stream<UUID> users) {
        var named = rows.flatMapToLong(row -> LongStream.concat(identifying(row), username(row)));
        return LongStream.concat(named, hashes(users.map(RowNames::user)))
                .distinct()
                .boxed()
                .toArray(Long[]::new);
    }

    /** Everything by which rows may name this person. */
    public static Long[] of(KnownAs known) {
        var names = Stream.of(
                        Stream.of(user(known.user().value())),
                        known.emails().stream().map(RowNames::address),
                        known.usernames().stream().map(name -> "username " + name),
                        known.externalIds().values().stream()
                                .flatMap(Set::stream)
                                .flatMap(RowNames::externalId))
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
