/**
 * The REST API under {@code /api/v1}, once for all who speak it: what it takes and answers, its states, its errors, and the
 * chain of the audit. The OpenAPI document is made from these records. A component that is not {@code @Nullable} is always
 * there in an answer; an older server may leave it out, which the constructors make good. An unknown word of a state throws.
 */
@NullMarked
package io.drover.api;

import org.jspecify.annotations.NullMarked;
