package dev.roster.web;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Requests that are to be carried out only on the version that {@code If-Match} names (RFC 9110, section 13.1.1). */
@Component
public class ConditionalRequests {
    private final TransactionOperations transactions;

    ConditionalRequests(TransactionOperations transactions) {
        this.transactions = transactions;
    }

    /**
     * Does it only if the resource is still the one that was named, with nobody able to come between.
     *
     * @param ifMatch null where any version will do
     * @param requireVersion locks the resource, and throws where its version is not one that it is given to test by
     */
    public <T> T ifUnchanged(@Nullable String ifMatch, Consumer<LongPredicate> requireVersion, Supplier<T> operation) {
        if (ifMatch == null) {
            return operation.get();
        }
        return Objects.requireNonNull(transactions.execute(transaction -> {
            requireVersion.accept(version -> EntityTag.matches(ifMatch, version));
            return operation.get();
        }));
    }
}
