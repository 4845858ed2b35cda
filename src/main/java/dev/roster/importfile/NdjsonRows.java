package dev.roster.importfile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.roster.creation.UserDraft;
import dev.roster.http.StrictJson;
import dev.roster.person.ProfileInput;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of newline-delimited JSON: one object per line. Members that only an export has are ignored. */
final class NdjsonRows implements Iterator<ImportRow> {
    static final int LONGEST_LINE = 64 * 1024;

    private final BufferedReader reader;
    private final StrictJson json;
    private int line;
    private @Nullable ImportRow next;
    private boolean ended;

    NdjsonRows(BufferedReader reader, StrictJson json) {
        this.reader = reader;
        this.json = json;
    }

    private record Phone(
            @Nullable String countryCode, @Nullable String number) {

        /** A number with its country code, as one text. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Phone of(String international) {
            return new Phone(null, international);
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static Phone of(
                @JsonProperty("countryCode") @Nullable String countryCode,
                @JsonProperty("number") @Nullable String number) {
            return new Phone(countryCode, number);
        }
    }

    @JsonIgnoreProperties({
        "id",
        "organization",
        "emailVerified",
        "home",
        "onboarding",
        "createdAt",
        "joinedAt",
        "lastSignInAt",
        "twoFactor",
        "invitation"
    })
    private record Line(
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable Phone phone,
            @Nullable String role,
            @Nullable List<String> groups,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable String status,
            @Nullable String passwordHash) {

        ImportedUser user() {
            var typed = new UserDraft(
                    new ProfileInput(
                            email,
                            username,
                            displayName,
                            firstName,
                            lastName,
                            phone == null ? null : phone.countryCode(),
                            phone == null ? null : phone.number(),
                            locale,
                            timeZone),
                    role,
                    groups,
                    null,
                    null);
            return new ImportedUser(externalId, typed, status, passwordHash, null);
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = read();
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public ImportRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }

    private @Nullable ImportRow read() {
        var text = nextText();
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST_LINE) {
            return ImportRow.unreadable(line, "row", "too-long", LONGEST_LINE);
        }
        try {
            return new ImportRow(line, json.read(text, Line.class).user(), null);
        } catch (InvalidException invalid) {
            var error = invalid.errors().getFirst();
            return ImportRow.unreadable(
                    line, error.field(), error.code(), error.arguments().toArray());
        } catch (ProblemException malformed) {
            return ImportRow.unreadable(line, "row", "json");
        }
    }

    /** An exception of the stream itself, such as exceeding the maximum file size, is not the row's fault. */
    private @Nullable String nextText() {
        try {
            var text = readLine();
            while (text != null && text.isBlank()) {
                text = readLine();
            }
            return text;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A line without its terminator; only the beginning of one that is too long, so that it cannot fill the memory. */
    private @Nullable String readLine() throws IOException {
        var text = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        line++;
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (text.length() <= LONGEST_LINE) {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
