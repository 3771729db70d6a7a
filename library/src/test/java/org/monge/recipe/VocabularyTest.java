package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.monge.latent.Source;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.objective.Alpha;
import org.monge.objective.Constraint;
import org.monge.objective.Content;
import org.monge.objective.Divergence;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;
import org.monge.objective.WeightedJensenShannon;
import org.monge.optimize.Optimizer;
import org.monge.optimize.Schedule;
import org.monge.train.Alternation;
import org.monge.train.Presentation;

class VocabularyTest {
    static final List<Class<?>> KINDS = List.of(
            Recipe.Data.class,
            Source.class,
            Initializer.class,
            Layer.class,
            Objective.class,
            Divergence.class,
            Penalty.class,
            Constraint.class,
            Content.class,
            Alternation.Burst.class,
            Presentation.Noise.class,
            Schedule.class,
            Optimizer.class,
            Recipe.Average.class,
            Recipe.Diagnostics.class,
            Recipe.Evaluation.class,
            EvaluationSpace.class);

    @Test
    void everyLayerAndInitializerHasAWord() {
        Set<Class<?>> records = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackagesOf(Layer.class, Recipe.class)
                        .stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> KINDS.stream().anyMatch(type::isAssignableTo) && type.isRecord())
                        .map(JavaClass::reflect)
                        .collect(Collectors.toSet());
        assertTrue(records.size() >= 16, records.toString());
        records.removeAll(things());
        assertEquals(Set.of(), records);
    }

    @Test
    void wordMeansOneThingOfItsKind() {
        for (Class<?> kind : KINDS) {
            assertTrue(Vocabulary.isKind(kind), kind.toString());
            List<String> words = Vocabulary.words(kind);
            assertEquals(words.size(), new HashSet<>(words).size(), words.toString());
            for (String word : words) {
                assertTrue(kind.isAssignableFrom(Vocabulary.thing(kind, word).orElseThrow()), word);
            }
        }
    }

    @Test
    void wordsAreOfTheFormOfKeys() {
        for (Class<?> kind : KINDS) {
            for (String word : Vocabulary.words(kind)) {
                assertTrue(word.matches("[a-z0-9]+(-[a-z0-9]+)*"), word);
            }
        }
    }

    @Test
    void divergenceHasItsWordAsName() throws ReflectiveOperationException {
        assertEquals("alpha", new Alpha(2).name());
        assertEquals("weighted-jensen-shannon", new WeightedJensenShannon(0.5).name());
        for (String word : Vocabulary.words(Divergence.class)) {
            Class<?> thing = Vocabulary.thing(Divergence.class, word).orElseThrow();
            if (thing.getRecordComponents().length == 0) {
                Divergence divergence = (Divergence) thing.getConstructor().newInstance();
                assertEquals(word, divergence.name());
            }
        }
    }

    private static Set<Class<?>> things() {
        Set<Class<?>> things = new HashSet<>();
        for (Class<?> kind : KINDS) {
            for (String word : Vocabulary.words(kind)) {
                things.add(Vocabulary.thing(kind, word).orElseThrow());
            }
        }
        return things;
    }
}
