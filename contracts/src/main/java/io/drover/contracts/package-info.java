/**
 * What the services say to each other over Kafka: {@link io.drover.contracts.Command}, {@link
 * io.drover.contracts.Result} and {@link io.drover.contracts.Event}, as versioned JSON through {@link
 * io.drover.contracts.Messages}. A released version is finished: new fields are optional with a fixed meaning when
 * absent, and the golden files in the tests decode forever. No message holds a record body, a list of files or a secret.
 */
@NullMarked
package io.drover.contracts;

import org.jspecify.annotations.NullMarked;
