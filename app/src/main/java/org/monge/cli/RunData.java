package org.monge.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.Points;
import org.monge.data.PublishedDataset;
import org.monge.data.SampleSource;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipe.Data.Images;
import org.monge.report.ImageGrid;
import org.monge.report.Picture;
import org.monge.report.ScatterPlot;

/** Finds the data of a run. */
final class RunData {
    private static final int SHOWN_POINTS = 1000;

    private RunData() {}

    /** The recipe with images from this place. */
    static Recipe withImagesAt(Path place, Recipe recipe) {
        if (recipe.data() instanceof Images images) {
            return recipe.withData(images.at(absolute(place)));
        }
        throw new BadInputException("--data must come with a recipe whose data are images, got " + recipe.name()
                + ", whose data are points drawn from the seed");
    }

    /** The recipe with a path that means the same from every folder. */
    static Recipe withAbsolutePath(Recipe recipe) {
        boolean path = recipe.data() instanceof Images images
                && PublishedDataset.named(images.place()).isEmpty();
        return path ? withImagesAt(Path.of(((Images) recipe.data()).place()), recipe) : recipe;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** The data that the recipe asks for. */
    static SampleSource open(Recipe recipe) throws IOException {
        if (recipe.data() instanceof Recipe.Data.Points points) {
            return new Points(points.source());
        }
        return open((Images) recipe.data());
    }

    /** These images. */
    static SampleSource open(Images wanted) throws IOException {
        if (wanted.isStacked()) {
            return Datasets.ofThisMachine().stacked(wanted.place(), wanted.split(), wanted.size());
        }
        return single(wanted);
    }

    /** These images; of stacked digits, the digits. */
    static Dataset single(Images wanted) throws IOException {
        ImageShape form = new ImageShape(wanted.size(), wanted.isStacked() ? 1 : wanted.channels());
        return Datasets.ofThisMachine().open(wanted.place(), wanted.split(), form, wanted.unreadable());
    }

    /** How samples of the recipe are shown. */
    static Picture picture(Recipe recipe) {
        return recipe.data() instanceof Recipe.Data.Points points
                ? new ScatterPlot(new Points(points.source()).drawn(SHOWN_POINTS, recipe.seed()))
                : ImageGrid.of(recipe.data().shape());
    }
}
