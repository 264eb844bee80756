/** A plain program that behaves as Zephyr Scale Cloud and qTest Manager do for what Drover's connectors call. */
@NullMarked
package io.drover.sandbox;

import org.jspecify.annotations.NullMarked;
