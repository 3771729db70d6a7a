package org.monge.study;

import java.util.List;
import java.util.stream.Collectors;

/** The studies. */
public final class Studies {
    private static final List<Study> ALL = List.of(
            new JsPlateau(),
            new OptimalDiscriminator(),
            new LogDTrick(),
            new FDivergenceFit(),
            new VanishingGradient(),
            new KlAsymmetry(),
            new CriticSurface(),
            new ClippingVsPenalty(),
            new ModeCoverage(),
            new Unified());

    private Studies() {}

    /** Every study, with the papers' settings. */
    public static List<Study> all() {
        return ALL;
    }

    /**
     * The study of this name.
     *
     * @throws IllegalArgumentException listing the names if none has it
     */
    public static Study named(String name) {
        return ALL.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("study must be one of "
                        + ALL.stream().map(Study::name).collect(Collectors.joining(", ")) + ", got " + name));
    }
}
