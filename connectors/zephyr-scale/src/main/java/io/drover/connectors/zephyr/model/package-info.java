/**
 * The shape of records as this connector gives them: {@link io.drover.connectors.zephyr.model.Folder} and {@link
 * io.drover.connectors.zephyr.model.TestCase}. Each has {@code toNode} and {@code of} for {@link io.drover.spi.Record#body()},
 * and says its entity type.
 */
@NullMarked
package io.drover.connectors.zephyr.model;

import org.jspecify.annotations.NullMarked;
