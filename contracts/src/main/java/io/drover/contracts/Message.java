package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Anything on a topic of Drover's own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.class, name = "drover.command"),
    @JsonSubTypes.Type(value = Result.class, name = "drover.result"),
    @JsonSubTypes.Type(value = Cancel.class, name = "drover.cancel")
})
public sealed interface Message permits Command, Result, Cancel {

    /** Version of the message's type; a reader refuses one that it does not know. */
    int version();
}
