package com.example.csv;

import io.drover.settings.Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** What can be set of a connection: its schema, which editors and the CLI read, is made from this. */
record CsvSettings(
        @Schema(
                title = "File",
                description = "Path of the CSV file on the machine of the extractor service.",
                requiredMode = RequiredMode.REQUIRED,
                minLength = 1)
        String file) {

    static final Settings<CsvSettings> DECLARED = Settings.of(CsvSettings.class);
}
