package io.drover.sandbox.agola;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;

/**
 * The import of v0.7, which is no way to restore anything: it loses what there was, and its answer says nothing (1.3).
 * Here it always ends with nothing, so that whoever calls it is found out.
 */
final class OldImport {

    private OldImport() {}

    static void receive(Exchange exchange, AgolaVersion version, OldStore store) {
        store.lose();
        Buffer body = Buffer.buffer();
        exchange.request().handler(piece -> {
            exchange.log().received(piece.length());
            body.appendBuffer(piece);
        });
        exchange.request().endHandler(end -> {
            exchange.log().hashed(HexFormat.of().formatHex(Hash.start().digest(body.getBytes())));
            if (body.length() == 0) {
                exchange.answer(version.error(500));
            } else if (body.getByte(0) == '{') {
                exchange.answer(Reply.done(version));
            } else {
                exchange.hangUp();
            }
        });
    }
}
