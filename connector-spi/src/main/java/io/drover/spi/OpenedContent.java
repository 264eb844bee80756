package io.drover.spi;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;

/** What became of the wish to read a content. That the system does not answer is neither, but a {@link ConnectorException}. */
public sealed interface OpenedContent {

    /**
     * The bytes from where they were asked for to their end. A connection that is cut may end it early, or fail a read: it is opened
     * again then, at the place that was reached.
     */
    record Bytes(InputStream stream) implements OpenedContent {
        public Bytes {
            requireNonNull(stream, "stream");
        }
    }

    /**
     * The system is well and does not give them: they are gone, may not be read, or are other bytes than those of the version that was
     * asked for. It becomes a finding about the record.
     *
     * @param code a stable word in upper case, for example {@code CONTENT_GONE}
     * @param evidence what was seen; never a secret
     * @param advice what a person can do
     */
    record Unavailable(String code, String evidence, String advice) implements OpenedContent {
        public Unavailable {
            requireNonNull(code, "code");
            requireNonNull(evidence, "evidence");
            requireNonNull(advice, "advice");
        }
    }
}
