/** Migration files: reading YAML with its positions, checking it, and what becomes of it for the API. */
@NullMarked
package io.drover.cli.migration;

import org.jspecify.annotations.NullMarked;
