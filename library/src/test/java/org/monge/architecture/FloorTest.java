package org.monge.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorTest {
    /** Lowest first; a package may import only packages before it. */
    private static final List<String> FLOORS = List.of(
            "engine",
            "latent",
            "data",
            "network",
            "objective",
            "optimize",
            "checkpoint",
            "metric",
            "representation",
            "train",
            "recipe",
            "study");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.monge");

    @Test
    void importsPointDownAndNoPackageIsStray() {
        LayeredArchitecture floors =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String floor : FLOORS) {
            floors = floors.layer(floor).definedBy("org.monge." + floor + "..");
        }
        for (int i = 0; i < FLOORS.size(); i++) {
            String[] above = FLOORS.subList(i + 1, FLOORS.size()).toArray(String[]::new);
            var rule = floors.whereLayer(FLOORS.get(i));
            floors = above.length == 0 ? rule.mayNotBeAccessedByAnyLayer() : rule.mayOnlyBeAccessedByLayers(above);
        }
        floors.ensureAllClassesAreContainedInArchitecture().check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.monge.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesAreNamedForWhatTheyHold() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..core..", "..manager..", "..helper..")
                .check(CLASSES);
    }

    @Test
    void onlyEngineTouchesPointerScope() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.monge.engine..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bytedeco.javacpp.PointerScope")
                .check(CLASSES);
    }

    @Test
    void onlyEngineTouchesJna() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.monge.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(CLASSES);
    }

    @Test
    void onlyCheckpointAndRecipeTouchJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.monge.checkpoint..", "org.monge.recipe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(CLASSES);
    }
}
