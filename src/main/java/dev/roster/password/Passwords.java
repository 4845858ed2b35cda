package dev.roster.password;

import dev.roster.access.Granted;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sets, verifies and drops passwords. Rules are checked before, by {@link PasswordRules}. */
@Component
public class Passwords {
    private final PasswordRepository repository;
    private final PasswordHasher hasher;
    private final Clock clock;

    Passwords(PasswordRepository repository, PasswordHasher hasher, Clock clock) {
        this.repository = repository;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** Hashes first, so that a transaction with locks need not wait for it; {@link #store} writes it then. */
    public HashedPassword hash(String password) {
        return hasher.hash(password);
    }

    /** A hash that another system made, where it is one that can be verified: docs/api/imports.md lists the forms. */
    public static Optional<HashedPassword> readForeign(String hash) {
        return ForeignHash.read(hash.strip()).map(_ -> new HashedPassword(hash.strip()));
    }

    /** The first passwords of people who are new here. */
    public void storeFirst(Granted granted, Map<UserId, HashedPassword> hashed) {
        repository.storeFirst(granted, hashed, clock.instant());
    }

    /** Writes a password that others chose in place of the one before, if any. */
    public void give(Granted granted, UserId user, HashedPassword hashed, boolean mustChange) {
        repository.store(granted, user, hashed, SetBy.OTHERS, mustChange, clock.instant());
    }

    /** Writes a password that its person chose in place of the one before, if any. */
    public void choose(Granted granted, UserId user, HashedPassword hashed, SetBy setBy) {
        repository.store(granted, user, hashed, setBy, false, clock.instant());
    }

    /**
     * Writes another password in place of one that its person has just shown to know. It is the owner's where the old one
     * was.
     *
     * @return false, and nothing is written, where the old one is the password no longer
     */
    public boolean replace(Granted granted, StoredPassword old, HashedPassword hashed) {
        var setBy = old.setBy() == SetBy.OWNER ? SetBy.OWNER : SetBy.HOLDER;
        return repository.replace(granted, old, hashed, setBy, clock.instant());
    }

    /** The person who knows the password has shown that the mailbox is theirs. Says nothing of what others chose. */
    public void own(UserId user) {
        repository.own(user);
    }

    /** The password of a user, or nothing where none was set yet or it was dropped. */
    public Optional<StoredPassword> find(UserId user) {
        return repository.find(user);
    }

    /** Whether a password that was read before is still the one, and stays so until the transaction ends. */
    public boolean isStill(StoredPassword stored) {
        return repository.isStill(stored.user(), stored.setAt());
    }

    /**
     * Whether this is the user's password. Takes the same time for a user who has none. Best called outside a
     * transaction, which would hold its connection while others hash.
     */
    public boolean verify(UserId user, String password) {
        return find(user).map(stored -> verify(stored, password)).orElseGet(() -> verifyNothing(password));
    }

    /** Whether it is this password; if so, and parameters have risen since, it is hashed anew. */
    public boolean verify(StoredPassword stored, String password) {
        if (!hasher.verify(stored.hashed(), password)) {
            return false;
        }
        if (hasher.needsUpgrade(stored.hashed())) {
            repository.upgrade(stored, hasher.hash(password));
        }
        return true;
    }

    /** Takes the time of a verification and is always false: for a user whom nobody knows. */
    public boolean verifyNothing(String password) {
        return hasher.verifyNothing(password);
    }

    /** Takes the password away: nothing verifies until another is set. */
    public void drop(Granted granted, UserId user) {
        repository.drop(granted, user);
    }
}
