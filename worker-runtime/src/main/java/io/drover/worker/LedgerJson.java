package io.drover.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The JSON of what the ledger keeps: plain, since it is hashed and compared with what earlier releases wrote. */
final class LedgerJson {

    static final ObjectMapper MAPPER = new JsonMapper();

    private LedgerJson() {}
}
