package io.drover.cli.migration;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file as a tree that knows its positions.
 *
 * @param path where it was read from; paths in the file are relative to its folder
 */
record YamlFile(Path path, MappingNode root) {

    /** @throws InputException where there is no such file, it is no YAML, or it is not a mapping of keys to values */
    static YamlFile read(Path path) {
        Position start = Position.startOf(path.toString());
        String text = text(path, start);
        Node node;
        try {
            node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            // Not the exception's message: it quotes the line, which may hold a token.
            throw new InputException(position(path, e.getProblemMark()), "This is not YAML: " + e.getProblem() + ".");
        } catch (YAMLException e) {
            throw new InputException(start, "This is not YAML: " + e.getMessage());
        }
        if (node instanceof MappingNode mapping) {
            return new YamlFile(path, mapping);
        }
        throw new InputException(start, "Expected keys with values, one a line, for example \"name: x\".");
    }

    Position position(Node node) {
        return position(path, node.getStartMark());
    }

    /** A path written in this file, as seen from its folder. */
    Path resolve(String other) {
        return path.resolveSibling(other);
    }

    private static Position position(Path path, @Nullable Mark mark) {
        return mark == null
                ? Position.startOf(path.toString())
                : new Position(path.toString(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String text(Path path, Position start) {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new InputException(start, "There is no such file.");
        } catch (CharacterCodingException e) {
            throw new InputException(start, "The file is not UTF-8 text.");
        } catch (IOException e) {
            throw new InputException(
                    start, Files.isDirectory(path) ? "This is a folder; name a file." : "The file cannot be read.");
        }
    }
}
