package dev.roster.idempotency;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * The application's transactions. A late one begins with the first transaction that the work itself opens: reading, checking
 * and hashing before that hold no connection.
 */
@Component
@Primary
class LateTransactions implements PlatformTransactionManager {
    private static final ScopedValue<Late> AT_HAND = ScopedValue.newInstance();

    /** Each holds a connection while it works, and its work may need another: half of the pool is reserved for those. */
    private static final int LATE_AT_ONCE = 6;

    private final PlatformTransactionManager manager;
    private final Semaphore turns = new Semaphore(LATE_AT_ONCE, true);

    LateTransactions(DataSource dataSource) {
        this.manager = new JdbcTransactionManager(dataSource);
    }

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
        if (AT_HAND.isBound()) {
            AT_HAND.get().begin();
        }
        return manager.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus transaction) {
        manager.commit(transaction);
    }

    @Override
    public void rollback(TransactionStatus transaction) {
        manager.rollback(transaction);
    }

    /**
     * A transaction that begins when it is first needed.
     *
     * @param first runs when it begins; if that throws, the transaction is over, and the work can open no other
     */
    Late late(Runnable first) {
        return new Late(first);
    }

    /** Rolled back unless it is committed before {@link #close}. */
    final class Late implements AutoCloseable {
        private final Runnable first;
        private @Nullable TransactionStatus transaction;
        private @Nullable RuntimeException failed;

        private Late(Runnable first) {
            this.first = first;
        }

        /** Runs the work, whose transactions become part of this one. */
        <T> T around(Supplier<T> work) {
            return ScopedValue.where(AT_HAND, this).call(work::get);
        }

        boolean hasBegun() {
            return transaction != null;
        }

        private void begin() {
            if (failed != null) {
                throw failed;
            }
            if (transaction != null) {
                return;
            }
            turns.acquireUninterruptibly();
            try {
                transaction = manager.getTransaction(TransactionDefinition.withDefaults());
                first.run();
            } catch (RuntimeException thrown) {
                failed = thrown;
                end(manager::rollback);
                throw thrown;
            }
        }

        void commit() {
            end(manager::commit);
        }

        @Override
        public void close() {
            if (transaction != null) {
                end(manager::rollback);
            }
        }

        private void end(Consumer<TransactionStatus> how) {
            var begun = transaction;
            transaction = null;
            try {
                if (begun != null) {
                    how.accept(begun);
                }
            } finally {
                turns.release();
            }
        }
    }
}
