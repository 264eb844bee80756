package io.drover.archive;

import io.drover.api.Execution;

/** What a stranger who holds only the bundle has to know. */
final class Readme {

    private Readme() {}

    static String text(Execution execution) {
        return """
            Evidence of one execution of Drover
            ===================================

            execution  %s
            migration  %s
            recipe     %s
            began      %s
            ended      %s

            Open it:    mkdir evidence && tar --zstd -xf evidence.tar.zst -C evidence
            Verify it:  cd evidence && sha256sum -c SHA256SUMS
            Read it:    open report.html in a browser; it needs no network.

            report.html     the report for people
            report.json     the same for programs
            plan.json       what was to be done: recipe, migration definition, hash
            execution.json  how it went: steps, phases, books
            journal.jsonl   every decision and every accepted result, in order
            manifests/      what each batch handed on: counts, lengths and hashes
            findings.jsonl  every observation about a record, with the batch that made it
            records/        what the operations did, entry by entry, written before it was done
            audit.jsonl     who decided what; each line carries the hash of the line before
            audit.jsonl.signature.json
                            its last hash as the installation signed it: drover audit verify --anchor
            receipts.jsonl  every record of the migration that is in the target: both ids and a content hash
            SHA256SUMS      sums of all files above

            .jsonl files hold one JSON object a line. Secrets appear by their names only.

            Count findings by cause:  jq -r .code findings.jsonl | sort | uniq -c | sort -rn
            Follow one record:        grep '"subject":"KEY-T1"' findings.jsonl; grep '"sourceId":"KEY-T1"' receipts.jsonl
            """.formatted(
                execution.id(), execution.migration(), execution.recipe(), execution.startedAt(), execution.end());
    }
}
