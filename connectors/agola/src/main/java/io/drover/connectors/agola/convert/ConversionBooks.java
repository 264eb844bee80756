package io.drover.connectors.agola.convert;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of a conversion: everything that came in either went out or was dropped.
 *
 * @param at creation and update time of every record, RFC 3339
 * @param in records by v0.7 data type; also {@code linked_account} and {@code token}, which users hold
 * @param out records by v0.8 kind
 * @param dropped records that are in no form in the output, by v0.7 data type
 * @param findings number of findings by code
 */
public record ConversionBooks(
        String service,
        String at,
        Map<String, Long> in,
        Map<String, Long> out,
        Map<String, Long> dropped,
        Map<String, Long> findings,
        long bytesIn,
        long bytesOut) {

    public ConversionBooks {
        in = Collections.unmodifiableMap(new TreeMap<>(in));
        out = Collections.unmodifiableMap(new TreeMap<>(out));
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        findings = Collections.unmodifiableMap(new TreeMap<>(findings));
    }
}
