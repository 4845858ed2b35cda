package dev.roster.imports;

import dev.roster.shared.Problem;

/** What can go wrong with imports. */
public enum ImportProblem implements Problem {
    /** It is running, or everything it could do is done. */
    IMPORT_NOT_TO_RUN("import-not-to-run", 409),
    /** Names the limit. */
    TOO_MANY_IMPORTS("too-many-imports", 429);

    private final String code;
    private final int status;

    ImportProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
