package io.drover.coordinator.api;

import io.drover.coordinator.persistence.ExecutionRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Looks for the execution before a stream of events begins: then its status is sent, and it is too late for a 404. */
public class KnownExecution {

    private static final int AFTER_THE_PARAMETERS = Priorities.USER + 2;

    private final Mutiny.SessionFactory database;

    KnownExecution(@PersistenceUnit("coordinator") Mutiny.SessionFactory database) {
        this.database = database;
    }

    /** On a method whose path has an {@code {id}}. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Needed {}

    @Needed
    @ServerRequestFilter(priority = AFTER_THE_PARAMETERS)
    public Uni<Void> find(UriInfo request) {
        String id = request.getPathParameters().getFirst("id");
        return database.withSession(session -> session.find(ExecutionRow.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> new NoSuchThingException("execution", id))
                .replaceWithVoid();
    }
}
