/** What every request passes before any route: by which name, from which page, with which token and body. */
@NullMarked
package io.drover.coordinator.door;

import org.jspecify.annotations.NullMarked;
