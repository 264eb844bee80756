package io.drover.sandbox.agola;

import java.util.Map;

/**
 * What a service holds.
 *
 * @param objects by kind, in the order of the export; kinds without any are left out
 * @param bytes of the export
 * @param sha256 of the export, in hexadecimal
 */
public record ServiceContent(Map<String, Integer> objects, long bytes, String sha256) {

    public boolean isEmpty() {
        return bytes == 0;
    }
}
