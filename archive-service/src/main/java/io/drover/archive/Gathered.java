package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What was found in the manifests, the journal, the ledger, the workers' records and the audit.
 *
 * @param facts lines that the checks of the connections left
 * @param inDoubt records that batches counted as rejected, dropped or different
 * @param unexplained how many of those have no finding in their batch
 */
record Gathered(
        FindingTally findings,
        FlowTally flow,
        ReceiptTally receipts,
        MappingDecisions mapping,
        List<JsonNode> facts,
        long inDoubt,
        long unexplained,
        OperationRecords records,
        AuditTrail audit,
        LostRuns lost) {}
