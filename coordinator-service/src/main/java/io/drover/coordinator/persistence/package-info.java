/** The coordinator's tables, through Hibernate Reactive. */
@NullMarked
package io.drover.coordinator.persistence;

import org.jspecify.annotations.NullMarked;
