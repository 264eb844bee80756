@NullMarked
package io.drover.connectors.agola.convert;

import org.jspecify.annotations.NullMarked;
