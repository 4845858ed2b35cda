package dev.roster.http;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The answer to a form that has succeeded: 303, so that a reload does not submit it again (RFC 9110, section 15.4.4). */
public final class Redirect {
    private Redirect() {}

    /** @param path a path on this server, with its query */
    public static <T> ResponseEntity<T> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }
}
