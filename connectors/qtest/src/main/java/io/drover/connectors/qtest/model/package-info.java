/**
 * The shape of records as this connector takes them: {@link io.drover.connectors.qtest.model.TargetModule} and {@link
 * io.drover.connectors.qtest.model.TargetCase}. Each has {@code toNode} and {@code of} for {@link io.drover.spi.Record#body()},
 * and says its entity type.
 */
@NullMarked
package io.drover.connectors.qtest.model;

import org.jspecify.annotations.NullMarked;
