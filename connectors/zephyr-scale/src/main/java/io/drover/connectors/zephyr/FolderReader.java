package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Listing.Row;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.testing.Folder;
import io.drover.spi.testing.Kinds;
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
            Entry.originId(Kinds.FOLDER, folder)
                    .ifPresentOrElse(
                            id -> sink.record(
                                    new Record(Kinds.FOLDER, id, body(folder).toNode())),
                            () -> sink.finding(Entry.unreadable(Kinds.FOLDER, folder, row.place())));
        }
    }

    private static Folder body(JsonNode folder) {
        JsonNode parent = folder.path("parentId");
        boolean below =
                parent.isValueNode() && !parent.isNull() && !parent.asText().isBlank();
        return new Folder(
                folder.path("name").isNull() ? "" : folder.path("name").asText(""),
                below ? parent.asText() : null,
                folder.path("index").asInt());
    }
}
