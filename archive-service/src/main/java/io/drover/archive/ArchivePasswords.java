package io.drover.archive;

/** Passwords of archives, by the names of the secrets that hold them. */
@FunctionalInterface
interface ArchivePasswords {

    /** @throws io.drover.spi.ConnectorException of type USER when there is none, or when it is for something else than an archive */
    String password(String secret);
}
