package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.monge.latent.Latent;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Layers;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;
import org.monge.optimize.Optimizer;

class VocabularyTest {
    static final List<Class<?>> KINDS = List.of(
            Recipe.Data.class,
            Latent.class,
            Initializer.class,
            Layer.class,
            Objective.class,
            Penalty.class,
            Optimizer.class,
            Recipe.Average.class);

    @Test
    void everyLayerAndInitializerHasAWord() {
        Set<Class<?>> records = Stream.of(Layers.class, Initializer.class, Recipe.Data.class, Recipe.Average.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredClasses()))
                .filter(Class::isRecord)
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
