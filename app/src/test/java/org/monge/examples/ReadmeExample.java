package org.monge.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.monge.checkpoint.StateDict;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.Split;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.train.Listener;
import org.monge.train.Report;

/** The program that README shows. */
final class ReadmeExample {
    private ReadmeExample() {}

    public static void main(String[] arguments) throws IOException {
        // README begins
        Recipe recipe = Recipes.load("wgan-gp-small", List.of("steps=500", "seed=7"));
        Dataset clothes = Datasets.ofThisMachine().open("fashion-mnist", Split.TRAIN, new ImageShape(28, 1));
        try (Composition run = new Composition(recipe, clothes)) {
            Listener printer = new Listener() {
                @Override
                public void reported(Report report) {
                    System.out.println(report.step() + " " + report.meters());
                }
            };
            run.training().run(recipe.steps(), () -> false, List.of(printer));
            float[] images = run.samples(); // (64, 1, 28, 28), row-major, in [-1, 1]
            StateDict.export(run.sampler(), Path.of("generator.safetensors")); // PyTorch reads it
            System.out.println(images.length / (28 * 28) + " images drawn");
        }
        // README ends
    }
}
