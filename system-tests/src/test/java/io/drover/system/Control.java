package io.drover.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does what the guarded actions of the tests' plug-in ask for, or refuses it, and remembers what was asked. */
final class Control implements AutoCloseable {

    private static final int THINGS = 5;
    private static final Gate OPEN = new Gate(new CountDownLatch(0));

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final Map<String, Gate> held = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Control() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String action = exchange.getRequestURI().getPath().substring(1);
            asked.add(action);
            held.getOrDefault(action, OPEN).await();
            byte[] body = String.valueOf(THINGS).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused.getOrDefault(action, 200), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers nothing until {@link #letGo}. */
    void hold(String action) {
        held.put(action, new Gate(new CountDownLatch(1)));
    }

    void letGo(String action) {
        held.getOrDefault(action, OPEN).latch().countDown();
    }

    /** What has to be passed before an answer. */
    private record Gate(CountDownLatch latch) {
        void await() throws IOException {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IOException("ended while it was held", e);
            }
        }
    }

    /** @param status what is answered from now on */
    void answer(String action, int status) {
        refused.put(action, status);
    }

    long asked(String action) {
        return asked.stream().filter(action::equals).count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
