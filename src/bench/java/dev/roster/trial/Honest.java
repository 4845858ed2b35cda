package dev.roster.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * People who sign in, look at lists and create users, in the console and through the API, one thing after the other; each in
 * the browser that they signed in with before.
 */
final class Honest {
    private static final String HERE = "127.0.0.1";
    private static final long PAUSE_MILLIS = 50;

    private final Target target;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, String> browsers = new HashMap<>();

    Honest(Target target) {
        this.target = target;
    }

    /**
     * The observations in a period.
     *
     * @param millis of each response, sorted
     * @param failed the number of requests without a response, or with the wrong one
     * @param faults the number of those with a server error (500)
     */
    record Noticed(List<Double> millis, int failed, int faults) {
        int answered() {
            return millis.size();
        }

        double percentile(int percent) {
            return millis.isEmpty() ? Double.NaN : millis.get((millis.size() - 1) * percent / 100);
        }
    }

    Noticed during(BooleanSupplier goingOn) throws InterruptedException {
        var millis = new ArrayList<Double>();
        int failed = 0;
        int faults = 0;
        while (goingOn.getAsBoolean()) {
            for (var step : round()) {
                if (step.well()) {
                    millis.add(step.exchange().millis());
                } else {
                    failed++;
                    faults += step.exchange().status() == 500 ? 1 : 0;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        Collections.sort(millis);
        return new Noticed(millis, failed, faults);
    }

    /** Whether everything is answered, and each request within this time. */
    boolean isServed(double millis) {
        return round().stream().allMatch(step -> step.well() && step.exchange().millis() <= millis);
    }

    private record Step(Exchange exchange, boolean well) {}

    private List<Step> round() {
        int now = number.incrementAndGet();
        int port = target.port();
        var steps = new ArrayList<Step>();
        var who = Target.name(now % Target.PEOPLE);
        var signedIn = Target.signIn(HERE, port, who, Target.PASSWORD, browsers.getOrDefault(who, ""));
        signedIn.cookie("browser").ifPresent(browser -> browsers.put(who, browser));
        steps.add(step(signedIn, 303));
        if (signedIn.status() == 303) {
            var list = Exchange.of(HERE, port, "GET", "/o/trial/users", signedIn.cookies(), "");
            steps.add(step(list, 200));
            var form = Exchange.of(HERE, port, "GET", "/o/trial/users/new", signedIn.cookies(), "");
            steps.add(step(form, 200));
            var both = signedIn.cookies().strip() + "; " + form.cookies().substring("Cookie: ".length());
            var typed = "_csrf=%s&email=c%d%%40trial.example&displayName=NewUser&role=user&locale=en"
                    .formatted(form.token(), now);
            steps.add(step(Exchange.of(HERE, port, "POST", "/o/trial/users", both + Target.FORM, typed), 303));
        }
        steps.add(step(target.api("GET", "/organizations/trial/users", ""), 200));
        steps.add(step(target.api("POST", "/organizations/trial/users", """
                        {"displayName":"NewUser %1$d","email":"a%1$d@trial.example","role":"user"}""".formatted(now)), 201));
        return steps;
    }

    private static Step step(Exchange exchange, int wanted) {
        return new Step(exchange, exchange.status() == wanted);
    }
}
