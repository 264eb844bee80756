package io.drover.connectors.zephyr;

import io.drover.http.EachRecord;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The names of one list by id, as one opened source knows them. What the system says for certain is known to the whole
 * process; a look-up that failed counts for this source only, so that a bad id costs its patience once in a batch.
 */
final class NameList {

    private final Map<String, Optional<String>> known;
    private final Map<String, Optional<String>> asked = new ConcurrentHashMap<>();
    private final Function<String, Optional<String>> lookUp;

    /**
     * @param known of the whole process
     * @param lookUp throws {@link ConnectorException} when nothing certain can be had
     */
    NameList(Map<String, Optional<String>> known, Function<String, Optional<String>> lookUp) {
        this.known = known;
        this.lookUp = lookUp;
    }

    Optional<String> name(String id) {
        Optional<String> name = known.get(id);
        return name != null ? name : asked.computeIfAbsent(id, this::ask);
    }

    /** A name that cannot be had is missed in one field of some records; it is no reason to give up the batch. */
    private Optional<String> ask(String id) {
        try {
            Optional<String> name = lookUp.apply(id).filter(text -> !text.isBlank());
            known.put(id, name);
            return name;
        } catch (ConnectorException e) {
            if (EachRecord.saysNothingOfTheRecord(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * The name in the answer to a look-up. That there is none is certain after a 404 and a success without a name.
     *
     * @throws ConnectorException for any other answer, and for the page of a gateway
     */
    static Optional<String> in(Reply reply) {
        return reply.status() == ZephyrApi.NOT_FOUND && !reply.looksLikeHtml()
                ? Optional.empty()
                : Optional.ofNullable(reply.json().path("name").textValue());
    }
}
