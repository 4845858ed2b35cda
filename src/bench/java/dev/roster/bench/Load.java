package dev.roster.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;

/** Clients, each sending the next request as soon as it has its answer. */
final class Load {
    private Load() {}

    /** One client's repeated request; it throws if the answer is not the right one. */
    interface Client extends AutoCloseable {
        void once() throws Exception;

        @Override
        void close() throws Exception;
    }

    /** Creates the clients of a case. */
    interface Clients {
        Client client(int number) throws Exception;
    }

    /** The processor time used so far, in milliseconds. */
    record Meters(DoubleSupplier server, DoubleSupplier postgres) {}

    /**
     * The result of a case.
     *
     * @param seconds its duration
     * @param median of the response time, in milliseconds; NaN if no client waited for one
     * @param slowest the 99th percentile
     * @param serverMillis of processor time per request; the other likewise
     */
    record Measured(
            long requests, double seconds, double median, double slowest, double serverMillis, double postgresMillis) {
        double perSecond() {
            return requests / seconds;
        }

        double cpuMillis() {
            return serverMillis + postgresMillis;
        }
    }

    static Measured run(Clients clients, int number, Duration time, Meters meters) {
        var working = new ArrayList<Client>();
        try (var threads = Executors.newFixedThreadPool(number)) {
            for (int i = 0; i < number; i++) {
                working.add(clients.client(i));
            }
            double server = meters.server().getAsDouble();
            double postgres = meters.postgres().getAsDouble();
            long start = System.nanoTime();
            var jobs = working.stream()
                    .map(client -> (Callable<long[]>) () -> repeat(client, start + time.toNanos()))
                    .toList();
            var latencies = new ArrayList<long[]>();
            for (var done : threads.invokeAll(jobs)) {
                latencies.add(done.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            server = meters.server().getAsDouble() - server;
            postgres = meters.postgres().getAsDouble() - postgres;
            return measured(latencies, seconds, server, postgres);
        } catch (ExecutionException e) {
            throw new BenchException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (Exception e) {
            throw new BenchException(String.valueOf(e), e);
        } finally {
            working.forEach(Load::close);
        }
    }

    private static long[] repeat(Client client, long deadline) throws Exception {
        var latencies = new long[1_024];
        int done = 0;
        for (long before = System.nanoTime(); before < deadline; before = System.nanoTime()) {
            client.once();
            if (done == latencies.length) {
                latencies = Arrays.copyOf(latencies, done * 2);
            }
            latencies[done++] = System.nanoTime() - before;
        }
        return Arrays.copyOf(latencies, done);
    }

    private static Measured measured(List<long[]> latencies, double seconds, double server, double postgres) {
        var sorted = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        int number = sorted.length;
        return new Measured(
                number,
                seconds,
                sorted[number / 2] / 1e6,
                sorted[(int) Math.min(number - 1L, Math.round(number * 0.99))] / 1e6,
                server / number,
                postgres / number);
    }

    private static void close(Client client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new BenchException(String.valueOf(e), e);
        }
    }
}
