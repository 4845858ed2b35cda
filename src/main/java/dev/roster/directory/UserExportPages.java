package dev.roster.directory;

import dev.roster.access.Actor;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Exports the list of users: what the page shows, including all further pages. */
@Controller
class UserExportPages {
    private final UserExports exports;

    UserExportPages(UserExports exports) {
        this.exports = exports;
    }

    @GetMapping("/o/{org}/users.{format:csv|ndjson}")
    void users(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String signIn,
            @RequestParam(required = false) @Nullable String link,
            @RequestParam(required = false) @Nullable String twoFactor,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "true") boolean bom,
            HttpServletResponse response)
            throws IOException {
        var query =
                UserQuery.of(search, status, role, group, signIn, link, sort).withTwoFactor(twoFactor);
        exports.send(actor, organization, query, FileFormat.of(format), bom, response);
    }
}
