package io.drover.worker.pace;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A {@link SystemPace} as its row keeps it: its fields, and nothing else. */
final class PaceJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .build();

    private PaceJson() {}

    static SystemPace read(String json) throws JsonProcessingException {
        SystemPace pace = MAPPER.readValue(json, SystemPace.class);
        pace.mend();
        return pace;
    }

    static String write(Shown shown) throws JsonProcessingException {
        return MAPPER.writeValueAsString(shown);
    }

    static String write(SystemPace pace) throws JsonProcessingException {
        return MAPPER.writeValueAsString(pace);
    }
}
