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
            "user.accept",
            "user.decline",
            "user.invite_again",
            "invitation.resent",
            "invitation.link_copied",
            "user.edited",
            "user.role_changed",
            "user.groups_changed",
            "user.deactivate",
            "user.activate",
            "user.remove",
            "user.delete",
            "user.restore",
            "user.set_password",
            "user.password_set",
            "user.password_reset",
            "user.password_reset_sent",
            "user.password_generated",
            "user.password_given",
            "user.email_changed",
            "user.email_confirmed",
            "user.password_dropped",
            "user.account_given",
            "user.account_taken_back",
            "user.erase",
            "user.password_changed",
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
