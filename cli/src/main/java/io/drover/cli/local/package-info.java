/** Servers on this machine: starting them so that they outlive the command, finding them again, stopping them. */
@NullMarked
package io.drover.cli.local;

import org.jspecify.annotations.NullMarked;
