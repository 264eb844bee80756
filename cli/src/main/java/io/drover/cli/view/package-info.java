/** What a person sees: tables, the progress of an execution, its summary. Rendering is text from values, nothing else. */
@NullMarked
package io.drover.cli.view;

import org.jspecify.annotations.NullMarked;
