package dev.roster.ui;

import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import gg.jte.models.runtime.JteModel;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/** Handles a submitted form: it is processed, or shown again with its errors. */
public final class Forms {
    private Forms() {}

    /**
     * Returns the operation's answer, usually a redirect. If fields are invalid or the operation is refused, shows the form
     * again.
     *
     * @param again shows the form with the errors, which also determine the status; see {@link Html#of(FormErrors, JteModel)}
     */
    public static ResponseEntity<JteModel> submit(
            Screen screen,
            Supplier<ResponseEntity<JteModel>> operation,
            Function<FormErrors, ResponseEntity<JteModel>> again) {
        FormErrors errors;
        try {
            return operation.get();
        } catch (InvalidException invalid) {
            errors = FormErrors.of(screen.texts(), invalid);
        } catch (ProblemException refused) {
            errors = FormErrors.of(screen.texts(), refused);
        }
        return again.apply(errors);
    }
}
