package io.drover.sandbox.agola;

import io.drover.sandbox.http.Exchange;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The import of v0.7, which is no way to restore anything: it loses what there was, and its answer says nothing (1.3).
 * Here it always ends with nothing, so that whoever calls it is found out.
 */
final class OldImport {

    private final Exchange exchange;
    private final AgolaVersion version;
    private final MessageDigest digest = Hash.start();
    private boolean empty = true;
    private boolean object;

    private OldImport(Exchange exchange, AgolaVersion version) {
        this.exchange = exchange;
        this.version = version;
    }

    static void receive(Exchange exchange, AgolaVersion version, OldStore store) {
        store.lose();
        OldImport self = new OldImport(exchange, version);
        exchange.request().handler(piece -> self.piece(piece.getBytes()));
        exchange.request().endHandler(end -> self.end());
    }

    private void piece(byte[] bytes) {
        exchange.log().received(bytes.length);
        digest.update(bytes);
        if (empty && bytes.length > 0) {
            empty = false;
            object = bytes[0] == '{';
        }
    }

    private void end() {
        exchange.log().hashed(HexFormat.of().formatHex(digest.digest()));
        if (empty) {
            exchange.answer(version.error(500));
        } else if (object) {
            exchange.answer(version.done());
        } else {
            exchange.hangUp();
        }
    }
}
