package io.drover.connectors.agola.convert;

import java.io.Closeable;
import java.io.IOException;

/** The conversion of one service's export: takes each record, in the order of the export, and then comes to an end. */
interface Conversion extends Closeable {

    void accept(OldEntry entry) throws IOException, ConversionException;

    /** Takes note of a record that could not be read, so that those that belong to it are not told as lost too. */
    void passOver(OldEntry entry) throws IOException, ConversionException;

    /** Writes what waited, and fails if what came was not whole. */
    void finish() throws IOException, ConversionException;
}
