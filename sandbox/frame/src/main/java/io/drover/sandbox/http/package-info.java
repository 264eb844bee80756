/** Requests, answers and routes: the little of HTTP that the look-alikes share. */
@NullMarked
package io.drover.sandbox.http;

import org.jspecify.annotations.NullMarked;
