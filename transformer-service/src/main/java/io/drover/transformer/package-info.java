/**
 * Maps source records to target records, by the path that a command is of. {@link io.drover.transformer.MapFields} decides once per execution which field
 * goes where; {@link io.drover.transformer.Transform} maps batches of records by that; {@link io.drover.transformer.Link}
 * puts records that refer to each other into an order in which they can be loaded.
 */
@NullMarked
package io.drover.transformer;

import org.jspecify.annotations.NullMarked;
