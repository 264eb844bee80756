package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.drover.embedded.RunningServers;
import io.drover.worker.database.LedgerConnections;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More threads than there are connections, and who of them gets to the pool. */
class LedgerConnectionsTest {

    private static final int MOST = 2;
    private static final int THREADS = 20;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private LedgerDatabase database;
    private AgroalDataSource pool;
    private LedgerConnections connections;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
        pool = pool(database.servers());
        connections = new LedgerConnections(pool);
    }

    @AfterEach
    void stop() throws Exception {
        pool.close();
        database.close();
    }

    @Test
    void who_finds_none_free_does_not_wait_in_the_pool_where_it_would_spin() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().start(() -> use(goOn)));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> threads.stream().allMatch(LedgerConnectionsTest::waits));

        assertThat(asked).hasValue(MOST);
        goOn.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served).hasValue(THREADS);
    }

    @Test
    void a_database_that_gives_no_connection_uses_none_up() throws Exception {
        database.servers().close();
        for (int i = 0; i <= MOST; i++) {
            assertThatThrownBy(() -> connections.hold()).isInstanceOf(SQLException.class);
        }
        assertThat(asked).hasValue(MOST + 1);
    }

    @Test
    void who_is_interrupted_stays_interrupted_and_uses_none_up() throws Exception {
        try (LedgerConnections.Held first = connections.hold();
                LedgerConnections.Held second = connections.hold()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> connections.hold()).isInstanceOf(SQLException.class);
            assertThat(Thread.interrupted()).isTrue();
            first.close();
            connections.hold().close();
        }
        assertThat(asked).hasValue(MOST + 1);
    }

    private void use(CountDownLatch goOn) {
        try (LedgerConnections.Held held = connections.hold()) {
            goOn.await();
            served.addAndGet(held.connection().isValid(5) ? 1 : 0);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private AgroalDataSource pool(RunningServers servers) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(configuration -> configuration
                        .maxSize(MOST)
                        .acquisitionTimeout(Duration.ofMinutes(1))
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(servers.jdbcUrl())
                                .principal(new NamePrincipal(servers.postgresUser()))
                                .credential(new SimplePassword(servers.postgresPassword())))),
                new AgroalDataSourceListener() {
                    @Override
                    public void beforeConnectionAcquire() {
                        asked.incrementAndGet();
                    }
                });
    }
}
