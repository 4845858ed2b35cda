package dev.roster.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page that people get where programs get a problem (RFC 9457). */
public interface ProblemPage {
    /** In the reader's language. */
    Texts texts(HttpServletRequest request, HttpServletResponse response);

    /** Writes the page; status and headers have been set. */
    void write(HttpServletRequest request, HttpServletResponse response, int status, String title, String sentence)
            throws IOException;
}
