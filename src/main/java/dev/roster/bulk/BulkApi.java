package dev.roster.bulk;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.directory.BulkAction;
import dev.roster.http.Languages;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.membership.Member;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for emailing many users their links. */
@RestController
@RequestMapping(
        path = "/api/v1/organizations/{organization}/sign-in-links",
        produces = MediaType.APPLICATION_JSON_VALUE)
class BulkApi {
    private final BulkActions bulk;
    private final Texts english;

    BulkApi(BulkActions bulk, Languages languages) {
        this.bulk = bulk;
        this.english = languages.in("en");
    }

    /** @param users ids */
    record Recipients(
            @Shape(required = true, least = 1, most = BulkAction.MOST) @Nullable List<UUID> users) {
        List<UserId> ids() {
            if (users == null || users.isEmpty()) {
                throw InvalidException.of("users", "required");
            }
            if (users.size() > BulkAction.MOST) {
                throw InvalidException.of("users", "too-many", BulkAction.MOST);
            }
            return users.stream().distinct().map(UserId::new).toList();
        }
    }

    /**
     * Who was emailed and who was not.
     *
     * @param unknown the number of ids that belong to no one here
     */
    record MailsJson(List<UUID> sent, List<SkippedJson> skipped, int unknown) {}

    /** Why a user was not emailed. */
    record SkippedJson(UUID user, String code, String detail) {}

    @PostMapping
    @Responses("forbidden")
    MailsJson send(Actor actor, OrganizationAtHand organization, @RequestBody Recipients recipients) {
        var outcome = bulk.sendLinks(actor, organization.id(), recipients.ids());
        return new MailsJson(
                outcome.touched().stream().map(Member::id).map(UserId::value).toList(),
                outcome.skipped().stream()
                        .filter(skipped -> skipped.refusal() != null)
                        .map(this::skipped)
                        .toList(),
                outcome.unknown());
    }

    private SkippedJson skipped(Outcome.Skipped skipped) {
        var refusal = skipped.refusal() instanceof ProblemException problem ? problem : AccessProblem.NOT_FOUND.with();
        return new SkippedJson(
                skipped.member().id().value(), refusal.problem().code(), Problems.sentence(english, refusal));
    }
}
