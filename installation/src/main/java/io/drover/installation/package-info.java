/** Drover and what it needs, as processes of this machine: started so that they outlive the command, found again, and stopped. */
@NullMarked
package io.drover.installation;

import org.jspecify.annotations.NullMarked;
