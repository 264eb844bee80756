package io.drover.staging;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectorySealedFileTest extends SealedFileContract {

    DirectorySealedFileTest(@TempDir Path directory) throws IOException {
        super(DirectoryStore.open(directory, new DirectoryStore.Durability(false, false)));
    }
}
