/** The REST API as its client sees it: the resources of {@code /api/v1}, problems, and the event stream. */
@NullMarked
package io.drover.cli.api;

import org.jspecify.annotations.NullMarked;
