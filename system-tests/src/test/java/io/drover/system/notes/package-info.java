/** A plug-in of the tests: the release's path with one entity type more, which is of the path and its two connectors alone. */
@NullMarked
package io.drover.system.notes;

import org.jspecify.annotations.NullMarked;
