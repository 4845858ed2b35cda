package dev.roster.support;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/** The body of a request: its publisher publishes it once more. */
final class Sent implements Flow.Subscriber<ByteBuffer> {
    private final StringBuilder text = new StringBuilder();

    private Sent() {}

    static String text(HttpRequest request) {
        var sent = new Sent();
        request.bodyPublisher().filter(body -> body.contentLength() != 0).ifPresent(body -> body.subscribe(sent));
        return sent.text.toString();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        text.append(StandardCharsets.UTF_8.decode(bytes));
    }

    @Override
    public void onError(Throwable thrown) {
        throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {}
}
