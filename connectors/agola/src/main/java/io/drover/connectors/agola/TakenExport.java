package io.drover.connectors.agola;

import io.drover.spi.Task;
import java.io.IOException;
import java.util.Map;

/** An export that was read to its end, and what it holds. */
record TakenExport(Copying.Content content, Map<String, Long> counts) {

    /**
     * Takes it once more: one that was cut, or taken while something wrote, is another one the next time.
     *
     * @param advice what follows from that, and what to do, after the words that they differ
     */
    void requireSameAgain(ServiceAddress api, String advice) throws IOException {
        Copying.Content again = api.export(Copying::through);
        if (!again.equals(content)) {
            throw AgolaFailures.external(
                    "EXPORT_UNSTEADY",
                    "Two exports of " + api.from() + ", one after the other, are not the same (" + content.bytes()
                            + " and " + again.bytes() + " bytes)" + advice);
        }
    }

    /** What it is known again by. */
    void tell(Task task) {
        task.fact("sha256", content.sha256());
        task.fact("bytes", String.valueOf(content.bytes()));
    }
}
