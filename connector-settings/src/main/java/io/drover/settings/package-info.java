/** A connector's settings, declared once. */
@NullMarked
package io.drover.settings;

import org.jspecify.annotations.NullMarked;
