package io.drover.mapping;

/**
 * A plug-in for one way from a system to another, found with {@link java.util.ServiceLoader}. Stateless and safe to share. One
 * that moves records is a {@link RecordsPath}; another has recipes of its connectors' operations only.
 */
public interface Path {

    PathDescriptor descriptor();
}
