package dev.roster.admission;

import dev.roster.http.WebProblem;
import dev.roster.reception.Connection;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request whose body is counted and timed while it is read. */
final class LimitedRequest extends HttpServletRequestWrapper {
    private final BodyAllowance allowance;
    private final @Nullable Connection connection;
    private @Nullable Body body;

    LimitedRequest(HttpServletRequest request, BodyAllowance allowance, @Nullable Connection connection) {
        super(request);
        this.allowance = allowance;
        this.connection = connection;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream(), allowance, connection);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        var encoding = getCharacterEncoding();
        var charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private static final class Body extends ServletInputStream {
        private final ServletInputStream in;
        private final BodyAllowance allowance;
        private final @Nullable Connection connection;
        private final byte[] one = new byte[1];
        private long bytes;
        private Duration waited = Duration.ZERO;

        Body(ServletInputStream in, BodyAllowance allowance, @Nullable Connection connection) {
            this.in = in;
            this.allowance = allowance;
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            long begun = System.nanoTime();
            if (connection != null) {
                connection.readingFor(allowance.time(bytes).minus(waited));
            }
            int read = in.read(into, offset, length);
            if (connection != null) {
                connection.hasRead();
            }
            waited = waited.plusNanos(System.nanoTime() - begun);
            bytes += Math.max(0, read);
            if (bytes > allowance.bytes()) {
                throw WebProblem.TOO_LARGE.with();
            }
            return read;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
