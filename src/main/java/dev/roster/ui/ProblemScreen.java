package dev.roster.ui;

import dev.roster.http.ActorFilter;
import dev.roster.http.ProblemPage;
import dev.roster.http.RequestIds;
import dev.roster.http.SignInRedirect;
import dev.roster.http.Texts;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** A problem as a page of the console. */
@Component
class ProblemScreen implements ProblemPage {
    private final Templates templates = new StaticTemplates();
    private final Screens screens;

    ProblemScreen(Screens screens) {
        this.screens = screens;
    }

    @Override
    public Texts texts(HttpServletRequest request, HttpServletResponse response) {
        return screens.of(request, response).texts();
    }

    @Override
    public void write(
            HttpServletRequest request, HttpServletResponse response, int status, String title, String sentence)
            throws IOException {
        var page = templates.webProblem(
                screens.of(request, response),
                status,
                title,
                sentence,
                RequestIds.of(request),
                isSignedOut(request, status) ? SignInRedirect.path(request) : null);
        Html.write(request, response, page);
    }

    /** With the session, the token of a form may have ended as well. */
    private static boolean isSignedOut(HttpServletRequest request, int status) {
        boolean refused = status == HttpServletResponse.SC_UNAUTHORIZED || status == HttpServletResponse.SC_FORBIDDEN;
        return refused && ActorFilter.actor(request).isEmpty();
    }
}
