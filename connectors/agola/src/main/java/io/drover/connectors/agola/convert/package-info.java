/**
 * From the export of an Agola v0.7 service to the file that v0.8 and later import. One record is in memory at a time; what must
 * wait for its turn waits in unlinked temporary files, and what must be compared is sorted there and merged.
 */
@NullMarked
package io.drover.connectors.agola.convert;

import org.jspecify.annotations.NullMarked;
