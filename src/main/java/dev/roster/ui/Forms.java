package dev.roster.ui;

import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import gg.jte.models.runtime.JteModel;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/** What happens when a form is sent: it does its work, or it is shown again with what was wrong. */
public final class Forms {
    private Forms() {}

    /**
     * Answers with what the operation answers, mostly a redirect. Where fields are wrong or the operation is refused, answers
     * with the form once more.
     *
     * @param again shows the form with the errors, which also know the answer's status; see {@link Html#of(FormErrors, JteModel)}
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
