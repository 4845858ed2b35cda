package dev.roster.ui;

import gg.jte.models.runtime.JteModel;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** A page as an answer. It shows what one reader may see at one moment, so nothing keeps it (RFC 9111, section 5.2.2.5). */
public final class Html {
    private Html() {}

    public static ResponseEntity<JteModel> ok(JteModel page) {
        return of(200, page);
    }

    public static ResponseEntity<JteModel> of(int status, JteModel page) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(page);
    }

    /** A page whose address holds a secret: it goes into no referrer, no cache and no index. */
    public static ResponseEntity<JteModel> behindLink(int status, JteModel page) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .body(page);
    }
}
