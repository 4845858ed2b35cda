package dev.roster.membership;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Parts of a transaction that fail, or are taken back, on their own; outside of one, transactions of their own. */
@Component
public class Savepoints {
    private final TransactionTemplate nested;

    Savepoints(PlatformTransactionManager transactions) {
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** What the work gives; where it throws, whatever it wrote is undone and the transaction around it goes on. */
    public <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(nested.execute(_ -> work.get()));
    }

    /** What the work gives, with whatever it wrote undone. */
    public <T> T undone(Supplier<T> work) {
        return Objects.requireNonNull(nested.execute(part -> {
            var given = work.get();
            part.setRollbackOnly();
            return given;
        }));
    }
}
