/** The drover command: its subcommands, exit codes and what is shared between them. */
@NullMarked
package io.drover.cli;

import org.jspecify.annotations.NullMarked;
