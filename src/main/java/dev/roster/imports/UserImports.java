package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.creation.Creations;
import dev.roster.creation.Creations.Origin;
import dev.roster.creation.NewUserReader;
import dev.roster.importfile.ImportedUser;
import dev.roster.importfile.KnownPeople;
import dev.roster.importfile.UnderstoodRow;
import dev.roster.membership.Member;
import dev.roster.membership.NewUserRepository;
import dev.roster.membership.Savepoints;
import dev.roster.organization.Organizations;
import dev.roster.rights.Governing;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes many users from another system at once. Each row is created, or updated, by the rules of the single operation, as a
 * whole or not at all; existing users are found by external id, or else by address.
 */
@Component
public class UserImports {
    private final NewUserRepository repository;
    private final NewUserReader newUsers;
    private final ImportedUpdates updates;
    private final Creations creations;
    private final Organizations organizations;
    private final Savepoints savepoints;
    private final Governing governing;

    UserImports(
            NewUserRepository repository,
            NewUserReader newUsers,
            ImportedUpdates updates,
            Creations creations,
            Organizations organizations,
            Savepoints savepoints,
            Governing governing) {
        this.repository = repository;
        this.newUsers = newUsers;
        this.updates = updates;
        this.creations = creations;
        this.organizations = organizations;
        this.savepoints = savepoints;
        this.governing = governing;
    }

    /** What the rows are to change. */
    public enum Effect {
        /** Nothing: only the outcomes are reported. */
        NONE,
        WRITTEN,
        /** Additionally emails new users their link. */
        WRITTEN_AND_MAILED
    }

    /**
     * Writes the rows in the caller's transaction; a refused row does not affect the others.
     *
     * @param rows no two with the same external id or address
     * @return the outcome of each, in order
     * @throws ProblemException if the actor may not create anyone here
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RowOutcome> write(Actor actor, OrganizationId organization, List<ImportedUser> rows, Effect effect) {
        // The same work either way, so that a dry run reports exactly what will happen.
        return effect == Effect.NONE
                ? savepoints.undone(() -> write(actor, organization, rows, false))
                : write(actor, organization, rows, effect == Effect.WRITTEN_AND_MAILED);
    }

    private List<RowOutcome> write(Actor actor, OrganizationId organization, List<ImportedUser> rows, boolean mail) {
        var understood = rows.stream().map(UnderstoodRow::of).toList();
        var names = newUsers.names(organization).remembered();
        var separated = understood.stream()
                .map(UnderstoodRow::row)
                .map(row -> row.typed().groupsOrNone().isEmpty()
                        ? row
                        : row.withGroups(names.separated(row.typed().groupsOrNone())))
                .toList();
        var outcomes = writeRows(actor, organization, separated, names, mail);
        return IntStream.range(0, rows.size())
                .mapToObj(place ->
                        outcomes.get(place).noting(understood.get(place).notes()))
                .toList();
    }

    private List<RowOutcome> writeRows(
            Actor actor,
            OrganizationId organization,
            List<ImportedUser> rows,
            NewUserReader.Names names,
            boolean mail) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        var known = known(organization, rows);
        var outcomes = new @Nullable RowOutcome[rows.size()];
        var changes = read(rows, known::has, outcomes, row -> {
            var member = known.get(row);
            return new Change(member, updates.steps(granted, policy, names, member, row));
        });
        boolean changing =
                changes.values().stream().anyMatch(change -> !change.steps().isEmpty());
        // Creations run concurrently. An import with updates takes the exclusive lock at once: upgrading it later could
        // deadlock.
        if (changing) {
            governing.lock(granted);
        }
        changes.forEach((place, change) -> outcomes[place] = updates.take(change.member(), change.steps()));
        var reader = new ImportRowReader(granted, policy, names);
        var newcomers = read(rows, row -> !known.has(row), outcomes, reader::read);
        var origin = mail ? Origin.IMPORT : Origin.IMPORT_WITHOUT_MAIL;
        var created = creations
                .create(granted, policy, List.copyOf(newcomers.values()), origin)
                .iterator();
        newcomers.keySet().forEach(place -> outcomes[place] = outcome(created.next()));
        return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    private static RowOutcome outcome(Creations.Outcome created) {
        return created.refusal() == null
                ? RowOutcome.of(RowOutcome.Outcome.CREATED, Objects.requireNonNull(created.user()))
                : RowOutcome.refused(null, created.refusal());
    }

    /** An existing user, with the steps that bring them up to date with the row. */
    private record Change(Member member, List<ImportedUpdates.Step> steps) {}

    /** What was read from the rows, by position; a refused row has its outcome. */
    private static <T> Map<Integer, T> read(
            List<ImportedUser> rows,
            Predicate<ImportedUser> which,
            @Nullable RowOutcome[] outcomes,
            Function<ImportedUser, T> reader) {
        var read = new TreeMap<Integer, T>();
        for (int place = 0; place < rows.size(); place++) {
            var row = rows.get(place);
            try {
                if (which.test(row)) {
                    read.put(place, reader.apply(row));
                }
            } catch (InvalidException | ProblemException refused) {
                outcomes[place] = RowOutcome.refused(null, refused);
            }
        }
        return read;
    }

    private KnownPeople known(OrganizationId organization, List<ImportedUser> rows) {
        var externalIds = rows.stream()
                .map(row -> ImportedUser.text(row.externalId()))
                .filter(Objects::nonNull)
                .filter(id -> !Text.hasControlCharacters(id))
                .toList();
        var emails = rows.stream()
                .map(ImportedUser::emailKey)
                .filter(Objects::nonNull)
                .toList();
        return KnownPeople.of(repository.listKnown(organization, externalIds, emails));
    }
}
