package dev.roster.admission;

import dev.roster.http.Problems;
import dev.roster.http.RequestIds;
import dev.roster.http.WebProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Turns what Tomcat itself refuses, such as an unreadable address or headers, into a problem like any other. */
@Component
final class ContainerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final Problems problems;

    ContainerRefusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(Report.class.getName());
                host.getPipeline().addValve(new Report(problems));
            }
        });
    }

    /** Placed beside the application, so that Boot's own valve, which only knows pages, finds the response already written. */
    private static final class Report extends ErrorReportValve {
        private final Problems problems;

        Report(Problems problems) {
            this.problems = problems;
            setShowReport(false);
            setShowServerInfo(false);
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            boolean unanswered = response.getStatus() >= 400 && response.getContentWritten() == 0;
            if (!unanswered || !Problems.isApi(request) || !response.setErrorReported()) {
                super.report(request, response, thrown);
                return;
            }
            try {
                RequestIds.giveIfMissing(request, response);
                problems.write(request, response, WebProblem.ofStatus(response.getStatus()));
                response.finishResponse();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
