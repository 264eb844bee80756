package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.http.Listing.Row;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import java.util.List;

/** Makes records of listed folders. */
final class FolderReader {

    private final RecordSink sink;

    FolderReader(RecordSink sink) {
        this.sink = sink;
    }

    void read(List<Row> rows) {
        for (Row row : rows) {
            JsonNode folder = row.value();
            ListedEntry.originId(Folder.TYPE, folder)
                    .ifPresentOrElse(
                            id -> read(id, folder),
                            () -> sink.finding(ListedEntry.unreadable(Folder.TYPE, folder, row.place())));
        }
    }

    private void read(String id, JsonNode folder) {
        JsonNode parent = folder.path("parentId");
        boolean top = parent.isMissingNode()
                || parent.isNull()
                || (parent.isTextual() && parent.textValue().isBlank());
        boolean below = !top && (parent.isIntegralNumber() || parent.isTextual());
        if (!top && !below) {
            sink.finding(new Finding(
                    "PARENT_FOLDER_MISSING",
                    Severity.WARNING,
                    Folder.TYPE,
                    id,
                    "Folder",
                    parent.toString(),
                    "Zephyr Scale names the folder that it is in by something that is no id; it goes to the top."));
        }
        Folder body = new Folder(
                folder.path("name").isNull() ? "" : folder.path("name").asText(""),
                below ? parent.asText() : null,
                folder.path("index").asInt());
        sink.record(new Record(Folder.TYPE, id, body.toNode()));
    }
}
