package dev.roster.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What people are shown where programs get a problem (RFC 9457). */
public interface ProblemPage {
    /** In the language of who reads it. */
    Texts texts(HttpServletRequest request, HttpServletResponse response);

    /** Writes the page; status and headers are set. */
    void write(HttpServletRequest request, HttpServletResponse response, int status, String title, String sentence)
            throws IOException;
}
