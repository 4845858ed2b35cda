package dev.roster.membership;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Parts of a transaction that can fail, or be rolled back, on their own; outside of a transaction, each is one of its own. */
@Component
public class Savepoints {
    private final TransactionTemplate nested;

    Savepoints(PlatformTransactionManager transactions) {
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Returns the work's result; if it throws, its writes are undone and the surrounding transaction continues. */
    public <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(nested.execute(_ -> work.get()));
    }

    /** Returns the work's result, with its writes undone. */
    public <T> T undone(Supplier<T> work) {
        return Objects.requireNonNull(nested.execute(part -> {
            var given = work.get();
            part.setRollbackOnly();
            return given;
        }));
    }
}
