package dev.roster.reception;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.http.parser.MediaType;

/**
 * Gives a request the parameters of its form. Tomcat would make room for as many bytes as the form is announced to have,
 * before the first of them has come.
 */
public final class FormBody {
    static final String ATTRIBUTE = FormBody.class.getName();

    private final Request request;

    FormBody(Request request) {
        this.request = request;
    }

    static boolean isForm(Request request) {
        return "POST".equals(request.getMethod())
                && Globals.CONTENT_TYPE_FORM_URL_ENCODING.equals(
                        MediaType.parseMediaTypeOnly(request.getContentType()));
    }

    /** Empty where a request has no form. */
    public static Optional<FormBody> of(ServletRequest request) {
        return Optional.ofNullable((FormBody) request.getAttribute(ATTRIBUTE));
    }

    /**
     * Adds what the form says to what the address says.
     *
     * @param bytes of the whole body, which must have been read from the request's stream
     * @throws IllegalStateException for more parameters than Tomcat is told to take, or what is not encoded as a form is
     */
    public void addParameters(byte[] bytes) {
        request.getParameterNames(); // has the address's parameters read first
        request.getCoyoteRequest().getParameters().processParameters(bytes, 0, bytes.length);
    }
}
