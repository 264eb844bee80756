package io.drover.sandbox.agola;

import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Rules;
import io.drover.sandbox.http.Exchange;
import io.drover.sandbox.http.RequestLog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The import of v0.8 and later: drops everything when the request arrives, then reads the body as a stream of objects in
 * one transaction (1.8). A client that goes away leaves nothing but empty tables.
 */
final class ImportRequest {

    private final Exchange exchange;
    private final AgolaVersion version;
    private final AgolaService service;
    private final Stalled stalled;
    private final Rules<AgolaFault> faults;
    private final ObjectSplitter splitter = new ObjectSplitter();
    private final MessageDigest digest = Hash.start();
    private final long breaksAt;
    private Database.@Nullable Load load;
    private long received;

    private ImportRequest(
            Exchange exchange,
            AgolaVersion version,
            AgolaService service,
            Database.Load load,
            Rules<AgolaFault> faults,
            Stalled stalled) {
        this.exchange = exchange;
        this.version = version;
        this.service = service;
        this.load = load;
        this.faults = faults;
        this.stalled = stalled;
        this.breaksAt = faults.strike(AgolaFault.IMPORT_BREAKS)
                .map(rule -> place(rule, exchange.request()))
                .orElse(Long.MAX_VALUE);
    }

    static void receive(
            Exchange exchange,
            AgolaVersion version,
            AgolaService service,
            NewStore store,
            Rules<AgolaFault> faults,
            Stalled stalled) {
        store.drop();
        ImportRequest self = new ImportRequest(exchange, version, service, store.load(), faults, stalled);
        exchange.request().response().closeHandler(closed -> self.abandon());
        exchange.request().exceptionHandler(failure -> self.abandon());
        exchange.request().handler(self::piece);
        exchange.request().endHandler(end -> self.end());
    }

    private static long place(Rule rule, HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return rule.at() > 0 || length == null ? Math.max(1, rule.at()) : Math.max(1, Long.parseLong(length) / 2);
    }

    private void piece(Buffer buffer) {
        byte[] bytes = buffer.getBytes();
        received += bytes.length;
        digest.update(bytes);
        exchange.log().received(bytes.length);
        Database.Load open = load;
        if (open == null) {
            return;
        }
        if (received >= breaksAt) {
            load = null;
            hash();
            exchange.hangUp();
            return;
        }
        try {
            for (byte[] object : splitter.feed(bytes, bytes.length)) {
                ImportRow row = ImportRow.read(service, object);
                if (row.hasNul() && faults.strike(AgolaFault.POSTGRES).isPresent()) {
                    throw new ImportRow.Unfit("invalid byte sequence for encoding \"UTF8\": 0x00", false);
                }
                open.insert(row);
            }
            if (splitter.strayed()) {
                fail();
            }
        } catch (ImportRow.Unfit unfit) {
            if (unfit.panic()) {
                load = null;
                hash();
                exchange.hangUp();
            } else {
                fail();
            }
        }
    }

    private void fail() {
        load = null;
        exchange.answer(version.error(500));
    }

    private void end() {
        hash();
        if (load == null) {
            return;
        }
        if (breaksAt < Long.MAX_VALUE) {
            load = null;
            exchange.hangUp();
        } else if (splitter.inside()) {
            fail();
        } else if (faults.strike(AgolaFault.IMPORT_FAILS).isPresent()) {
            fail();
        } else if (faults.strike(AgolaFault.IMPORT_STALLS).isPresent()) {
            stalled.hold(this::commit);
        } else {
            commit();
        }
    }

    private void commit() {
        Database.Load whole = load;
        if (whole == null) {
            return;
        }
        load = null;
        whole.commit();
        if (faults.strike(AgolaFault.IMPORT_ANSWER_LOST).isPresent()) {
            exchange.hangUp();
        } else {
            exchange.answer(version.done());
        }
    }

    /** The client is gone, and with it the transaction. */
    private void abandon() {
        load = null;
        hash();
        exchange.log().ends(RequestLog.State.CLOSED, 0);
    }

    private void hash() {
        exchange.log().hashed(HexFormat.of().formatHex(copy(digest).digest()));
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be copied", e);
        }
    }
}
