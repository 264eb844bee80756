/** What an execution leaves behind for people and auditors: a report and a bundle of evidence. */
@NullMarked
package io.drover.archive;

import org.jspecify.annotations.NullMarked;
