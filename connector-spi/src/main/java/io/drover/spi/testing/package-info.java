/**
 * The shape of test-management records between connectors and the mapping: {@link io.drover.spi.testing.Folder} and
 * {@link io.drover.spi.testing.TestCase} as a source gives them, {@link io.drover.spi.testing.TargetModule} and {@link
 * io.drover.spi.testing.TargetCase} as a target takes them. Each has {@code toNode} and {@code of} for {@link
 * io.drover.spi.Record#body()}.
 */
@NullMarked
package io.drover.spi.testing;

import org.jspecify.annotations.NullMarked;
