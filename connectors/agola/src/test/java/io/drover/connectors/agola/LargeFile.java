package io.drover.connectors.agola;

import java.nio.charset.StandardCharsets;

/** A converted file of any size. */
final class LargeFile {

    private LargeFile() {}

    static byte[] users(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("{\"exportMeta\":{\"kind\":\"User\"},\"id\":\"")
                    .append(String.format(java.util.Locale.ROOT, "%08d-0000-4000-8000-000000000000", i))
                    .append(
                            "\",\"creationTime\":\"2026-11-20T08:13:52Z\",\"updateTime\":\"2026-11-20T08:13:52Z\",\"name\":\"user ")
                    .append(i)
                    .append("\",\"secret\":\"")
                    .append("s".repeat(200))
                    .append("\"}\n");
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }
}
