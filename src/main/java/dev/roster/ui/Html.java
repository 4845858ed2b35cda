package dev.roster.ui;

import dev.roster.http.PublicPath;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;

/** A page as a response. It shows what one user may see at one moment, so it is never cached (RFC 9111, section 5.2.2.5). */
public final class Html {
    private Html() {}

    public static ResponseEntity<JteModel> ok(JteModel page) {
        return of(200, page);
    }

    public static ResponseEntity<JteModel> of(int status, JteModel page) {
        return page(status).body(page);
    }

    /** A page with a form, with the errors' status; if the form was submitted too often, it says when to try again. */
    public static ResponseEntity<JteModel> of(FormErrors errors, JteModel page) {
        return page(errors).body(page);
    }

    /** A page whose URL contains a secret. */
    public static ResponseEntity<JteModel> behindLink(JteModel page) {
        return behindLink(FormErrors.NONE, page);
    }

    /** A page whose URL contains a secret: it is excluded from referrers, caches and search indexes. */
    public static ResponseEntity<JteModel> behindLink(FormErrors errors, JteModel page) {
        return page(errors)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .body(page);
    }

    /** What a page may load, and where its forms may end besides here: a {@code Content-Security-Policy} (CSP Level 3). */
    public static String policy(Set<String> formTargets) {
        var forms = Stream.concat(Stream.of("'self'"), formTargets.stream()).collect(Collectors.joining(" "));
        return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action %s; frame-ancestors 'none'"
                .formatted(forms);
    }

    /** Writes a page where there is no controller that could return it; status and headers have been set. */
    public static void write(HttpServletRequest request, HttpServletResponse response, JteModel page)
            throws IOException {
        var html = new PageBytes(PublicPath.of(request));
        page.render(html);
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        html.writeTo(response.getOutputStream());
    }

    private static BodyBuilder page(int status) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    }

    private static BodyBuilder page(FormErrors errors) {
        var page = page(errors.status());
        var refusal = errors.refusal();
        if (refusal != null && refusal.details().get("retryAfter") instanceof Number seconds) {
            page.header("Retry-After", seconds.toString()); // RFC 6585, section 4
        }
        return page;
    }
}
