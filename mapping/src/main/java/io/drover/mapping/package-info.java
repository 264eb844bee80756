/**
 * What a path from one system to another is made of. {@link io.drover.mapping.Path} says what it is, {@link
 * io.drover.mapping.RecordsPath} maps records, {@link io.drover.mapping.Mapper} one of them, and {@link
 * io.drover.mapping.Relinker} takes away references that cannot stay. The rest is what paths share: fields, values and texts.
 */
@NullMarked
package io.drover.mapping;

import org.jspecify.annotations.NullMarked;
