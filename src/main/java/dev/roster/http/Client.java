package dev.roster.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The browser or program behind a request.
 *
 * @param address its IP address: behind trusted proxies, the one that they report
 * @param userAgent the name it gives itself, at most 200 characters, without control characters
 */
public record Client(String address, String userAgent) {
    private static final int MAX_USER_AGENT_LENGTH = 200;

    public static Client of(HttpServletRequest request) {
        var header = request.getHeader("User-Agent");
        var text = header == null ? "" : header.replaceAll("\\p{Cntrl}", " ");
        var shortened = text.length() > MAX_USER_AGENT_LENGTH ? text.substring(0, MAX_USER_AGENT_LENGTH) : text;
        return new Client(request.getRemoteAddr(), shortened);
    }

    /** The client of the request that the current thread handles; empty for a job. */
    public static Optional<Client> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes handled
                ? Optional.of(of(handled.getRequest()))
                : Optional.empty();
    }

    /** A short display name, such as "Firefox · Linux". */
    public String device() {
        return device(userAgent);
    }

    public static String device(String userAgent) {
        return Device.of(userAgent);
    }
}
