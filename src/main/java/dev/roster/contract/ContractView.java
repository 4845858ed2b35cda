package dev.roster.contract;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The contract, as the page shows it.
 *
 * @param everywhere what every operation can answer
 */
public record ContractView(String title, List<Words> description, List<Answer> everywhere, List<Section> sections) {

    /** A span of text or code. */
    public record Piece(String text, boolean code) {}

    /** A paragraph. */
    public record Words(List<Piece> pieces) {
        /** Text between backticks is code. */
        static Words of(String text) {
            var parts = text.split("`", -1);
            return new Words(IntStream.range(0, parts.length)
                    .filter(i -> !parts[i].isEmpty())
                    .mapToObj(i -> new Piece(parts[i], i % 2 == 1))
                    .toList());
        }
    }

    /** A resource. */
    public record Section(String id, String name, Words description, List<Entry> entries) {}

    /**
     * An operation.
     *
     * @param curl a command that calls it
     */
    public record Entry(
            String id,
            String method,
            String path,
            Words summary,
            List<Words> description,
            List<Line> parameters,
            @Nullable Body request,
            List<Answer> answers,
            String curl) {}

    /**
     * A parameter, or a member of a body.
     *
     * @param where {@code path}, {@code query} or {@code header}; empty for a member
     */
    public record Line(String name, String where, boolean required, Words type, Words description) {}

    /** @param example written as JSON */
    public record Body(String name, List<Line> members, String example) {}

    /**
     * @param headers additional headers
     * @param problems the possible ones; none for success
     */
    public record Answer(
            String status,
            Words description,
            List<String> headers,
            List<ProblemCode> problems,
            @Nullable Body body) {}

    /** A code with the sentence from its page. */
    public record ProblemCode(String code, String about) {}
}
