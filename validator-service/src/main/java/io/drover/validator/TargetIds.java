package io.drover.validator;

import java.util.Collection;
import java.util.Map;

/** Where records are in the target, by the receipts of a migration. */
public interface TargetIds {

    /** Target ids by origin id, of the records that are proven to be in the target. */
    Map<String, String> byOrigin(String route, String kind, Collection<String> originIds);
}
