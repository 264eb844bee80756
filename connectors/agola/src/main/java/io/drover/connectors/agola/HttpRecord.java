package io.drover.connectors.agola;

import io.drover.http.Arriving;
import io.drover.http.Once;
import io.drover.spi.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts requests and answers on record: {@code http.request} before, {@code http.answer} or {@code http.failed} after. */
final class HttpRecord {

    /** Longer bodies are not on record themselves, but their length and hash are. */
    private static final int WHOLE = 16 << 10;
    /** They are about the token, and likely to repeat it. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 407);

    private final Evidence evidence;

    HttpRecord(Evidence evidence) {
        this.evidence = evidence;
    }

    Open begin(Once once, String address, Map<String, String> body) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("method", once.method().name());
        request.put("url", address + once.path());
        Map<String, String> detail = new LinkedHashMap<>(request);
        detail.putAll(body);
        evidence.add("http.request", detail);
        return new Open(request, System.nanoTime());
    }

    /** A request that was begun. */
    final class Open {

        private final Map<String, String> request;
        private final long begun;

        private Open(Map<String, String> request, long begun) {
            this.request = request;
            this.begun = begun;
        }

        /** @param show whether the body may be on record as it is */
        void answered(Arriving answer, byte[] body, boolean show) {
            Map<String, String> detail = head(answer);
            if (show && body.length <= WHOLE && !REFUSALS.contains(answer.status())) {
                detail.put("body", new String(body, StandardCharsets.UTF_8));
            } else {
                detail.put("body.bytes", String.valueOf(body.length));
                detail.put("body.sha256", ExportHash.of(body));
            }
            evidence.add("http.answer", detail);
        }

        void answered(Arriving answer, long bytes, String sha256) {
            Map<String, String> detail = head(answer);
            detail.put("body.bytes", String.valueOf(bytes));
            detail.put("body.sha256", sha256);
            evidence.add("http.answer", detail);
        }

        /** What went wrong counts more than that it cannot be put on record. */
        void failed(Exception why) {
            Map<String, String> detail = detail();
            detail.put("error", why.toString());
            Throwable cause = why.getCause();
            if (cause != null) {
                detail.put("cause", cause.toString());
            }
            try {
                evidence.add("http.failed", detail);
            } catch (RuntimeException e) {
                why.addSuppressed(e);
            }
        }

        private Map<String, String> head(Arriving answer) {
            Map<String, String> detail = detail();
            detail.put("status", String.valueOf(answer.status()));
            for (String name :
                    new String[] {"content-type", "content-length", "transfer-encoding", "location", "server"}) {
                String value = answer.headers().get(name);
                if (value != null) {
                    detail.put("header." + name, value);
                }
            }
            return detail;
        }

        private Map<String, String> detail() {
            Map<String, String> detail = new LinkedHashMap<>(request);
            detail.put("ms", String.valueOf((System.nanoTime() - begun) / 1_000_000));
            return detail;
        }
    }
}
