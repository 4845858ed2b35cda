package dev.roster.auditlog;

import java.util.List;

/** Every action that is recorded, for filters; each has its sentence in the messages under {@code audit.<action>}. */
public final class AuditActions {
    public static final List<String> ALL = List.of(
            "organization.created",
            "organization.renamed",
            "organization.policy_changed",
            "role.created",
            "role.changed",
            "role.deleted",
            "group.created",
            "group.changed",
            "group.deleted",
            "user.created",
            "import.queued",
            "import.continued",
            "import.done",
            "import.failed",
            "user.accepted",
            "user.declined",
            "user.invited_again",
            "invitation.resent",
            "invitation.link_copied",
            "user.edited",
            "user.role_changed",
            "user.groups_changed",
            "user.deactivated",
            "user.activated",
            "user.removed",
            "user.deleted",
            "user.restored",
            "user.joined",
            "password.initial_set",
            "password.reset",
            "password.reset_requested",
            "password.generated_by_admin",
            "password.set_by_admin",
            "user.email_changed",
            "user.email_confirmed",
            "password.dropped",
            "user.account_given",
            "user.account_taken_back",
            "user.erased",
            "password.changed",
            "user.signed_in",
            "user.sign_in_failed",
            "user.sign_ins_failed",
            "user.signed_out",
            "user.blocked",
            "user.unblocked",
            "users.exported",
            "audit.exported",
            "company.linked",
            "company.unlinked",
            "grant.created",
            "grant.revoked",
            "api_token.created",
            "api_token.revoked",
            "api_token.ended",
            "operator.created");

    /** What is recorded in the company and in its parent, and needs no looking up from one to the other. */
    static final List<String> OF_BOTH = List.of("company.linked", "company.unlinked", "grant.created", "grant.revoked");

    private AuditActions() {}
}
