package io.drover.connectors.agola.convert;

import java.io.IOException;

/** Is told of each record of an export, in the order of the export: by type, and ascending within a type. */
@FunctionalInterface
public interface Ids {

    /** @param type the value of {@code data_type} */
    void entry(String type, String id) throws IOException;
}
