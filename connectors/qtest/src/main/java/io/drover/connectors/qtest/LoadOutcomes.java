package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.LoadSink;
import java.util.Collection;

/**
 * Tells what became of the records of one entity type.
 *
 * @param entityType of the records
 */
record LoadOutcomes(String entityType, LoadSink sink) {

    /** @param names of fields, to find the one that a refusal means */
    void created(String originId, Creation.Created created, Collection<String> names) {
        switch (created) {
            case Creation.Created.Made(String id, JsonNode answer, boolean resolved) -> {
                sink.loaded(originId, id);
                if (resolved) {
                    sink.finding(QTestFindings.resolved(entityType, originId, id));
                }
            }
            case Creation.Created.Refused(Reply reply) -> refused(originId, reply, names);
        }
    }

    void refused(String originId, Reply reply, Collection<String> names) {
        sink.rejected(originId, QTestFindings.refused(entityType, originId, reply, names));
    }

    void gone(String originId, Reply reply) {
        sink.rejected(originId, QTestFindings.gone(entityType, originId, reply));
    }

    void unwritable(String originId, Unwritable why) {
        sink.rejected(originId, why.finding(entityType, originId));
    }

    /** @param inDoubt whether the record may have been created all the same */
    void failed(String originId, ConnectorException why, boolean inDoubt) {
        if (inDoubt) {
            sink.unsettled(originId, QTestFindings.inDoubt(entityType, originId, why));
        } else {
            sink.rejected(originId, QTestFindings.refused(entityType, originId, why));
        }
    }
}
