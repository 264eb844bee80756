package io.drover.cli;

import io.drover.cli.migration.Demo;
import io.drover.cli.migration.NearestWord;
import io.drover.installation.Checkout;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demos that paths bring. */
final class Demos {

    private final List<Demo> all;

    Demos(Checkout checkout) {
        all = checkout.beside("paths", "demo/demo.yaml").entrySet().stream()
                .map(found -> Demo.read(found.getKey(), found.getValue()))
                .sorted(Comparator.comparingInt((Demo demo) -> demo.said().place())
                        .thenComparing(Demo::path))
                .toList();
    }

    List<Demo> all() {
        return all;
    }

    /**
     * @param path its path; null for the first
     * @throws BadInputException where there is none, with the one that was meant
     */
    Demo find(@Nullable String path) {
        return all.stream()
                .filter(demo -> path == null || demo.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        path == null
                                ? "No path has a demo: there is no paths/PATH/demo/demo.yaml."
                                : "There is no demo of a path \"" + path + "\"." + meant(path)
                                        + "\nSee all of them with:  drover demo --list"));
    }

    private String meant(String path) {
        return NearestWord.to(path, all.stream().map(Demo::path).toList())
                .map(nearest -> " Did you mean \"" + nearest + "\"?")
                .orElse("");
    }
}
