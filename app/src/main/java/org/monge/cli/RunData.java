package org.monge.cli;

import java.io.IOException;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.recipe.Recipe;

/** Finds the data of a run. */
final class RunData {
    private RunData() {}

    /** The data that the recipe asks for. */
    static Dataset open(Recipe recipe) throws IOException {
        Recipe.Data wanted = recipe.data();
        ImageShape shape = new ImageShape(wanted.size(), wanted.channels());
        return Datasets.ofThisMachine().open(wanted.source(), wanted.split(), shape);
    }
}
