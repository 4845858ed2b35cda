package dev.roster.reception;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.http.parser.MediaType;

/**
 * Parses the form parameters of a request. Tomcat would allocate the announced size of the form before the first byte has
 * arrived.
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

    /** Empty if the request has no form. */
    public static Optional<FormBody> of(ServletRequest request) {
        return Optional.ofNullable((FormBody) request.getAttribute(ATTRIBUTE));
    }

    /**
     * Adds the form's parameters to those of the query string.
     *
     * @param bytes of the whole body, which must have been read from the request's stream
     * @throws IllegalStateException for more parameters than Tomcat is configured to accept, or an invalid encoding
     */
    public void addParameters(byte[] bytes) {
        request.getParameterNames(); // reads the query string's parameters first
        request.getCoyoteRequest().getParameters().processParameters(bytes, 0, bytes.length);
    }
}
