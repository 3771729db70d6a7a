package org.monge.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The floors of the program, above those of the library, which the library's own test holds. */
class ProgramFloorTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.monge");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> location.contains("/app/"))
            .importPackages("org.monge");

    @Test
    void noPackageIsStray() {
        assertFalse(PROGRAM.isEmpty());
        classes()
                .should()
                .resideInAnyPackage("org.monge.report..", "org.monge.cli..", "org.monge.web..")
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @Test
    void reportKnowsNothingOfTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.monge.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.monge.cli..", "org.monge.web..", "picocli..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void libraryKnowsNothingOfTheProgram() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.monge.report..", "org.monge.cli..", "org.monge.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.monge.report..", "org.monge.cli..", "org.monge.web..")
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.monge.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheEngineTouchesPointerScope() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.monge.engine..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bytedeco.javacpp.PointerScope")
                .check(CLASSES);
    }

    @Test
    void packagesAreNamedForWhatTheyHold() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..core..", "..manager..", "..helper..")
                .check(CLASSES);
    }
}
