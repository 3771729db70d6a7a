package org.monge.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.PublishedDataset;
import org.monge.recipe.Recipe;

/** Finds the data of a run. */
final class RunData {
    private RunData() {}

    /** The recipe with a path that means the same from every folder. */
    static Recipe withAbsolutePath(Recipe recipe) {
        String source = recipe.data().source();
        if (PublishedDataset.named(source).isPresent()) {
            return recipe;
        }
        String absolute = Path.of(source).toAbsolutePath().normalize().toString();
        return recipe.withData(recipe.data().withSource(absolute));
    }

    /** The data that the recipe asks for. */
    static Dataset open(Recipe recipe) throws IOException {
        Recipe.Data wanted = recipe.data();
        ImageShape shape = new ImageShape(wanted.size(), wanted.channels());
        return Datasets.ofThisMachine().open(wanted.source(), wanted.split(), shape);
    }
}
