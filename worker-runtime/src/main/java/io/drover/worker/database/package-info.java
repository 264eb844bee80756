/** The workers' part of the database: its connections. */
@NullMarked
package io.drover.worker.database;

import org.jspecify.annotations.NullMarked;
