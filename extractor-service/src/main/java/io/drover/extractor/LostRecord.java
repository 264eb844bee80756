package io.drover.extractor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A record of another step that came by one of this, and could not be read: that step counts it as rejected. */
record LostRecord(@JsonProperty("kind") String entityType, String id) {}
