package org.returntoidle.spec;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Formatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;

@Tag("ci")
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.returntoidle");

  @Test
  void dependenciesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("model")
        .definedBy("org.returntoidle.model..")
        .layer("driver")
        .definedBy("org.returntoidle.driver..")
        .layer("impl")
        .definedBy("org.returntoidle.impl..")
        .layer("tla")
        .definedBy("org.returntoidle.tla..")
        .layer("spec")
        .definedBy("org.returntoidle.spec..")
        .whereLayer("spec")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("tla")
        .mayOnlyBeAccessedByLayers("spec")
        .whereLayer("impl")
        .mayOnlyBeAccessedByLayers("spec")
        .whereLayer("driver")
        .mayOnlyBeAccessedByLayers("impl", "spec")
        .check(CLASSES);
  }

  @Test
  void theModelIsPure() {
    classes()
        .that()
        .resideInAPackage("org.returntoidle.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.returntoidle.model..",
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "com.google.common.base",
            "com.google.common.collect..",
            "com.google.errorprone.annotations..",
            "org.jspecify.annotations..")
        .andShould()
        .notBeAssignableTo(Thread.class)
        .check(CLASSES);
  }

  /** A second protocol is plugged in: {@code TwoPhaseCommitTest}. */
  @Test
  void theEngineKnowsNoProtocol() {
    ArchRule rule = knowNoProtocol("org.returntoidle.model.engine", "org.returntoidle.tla.engine");
    rule.check(CLASSES);
    assertThrows(AssertionError.class, () -> knowNoProtocol("org.returntoidle.tla").check(CLASSES));
  }

  private static ArchRule knowNoProtocol(String... engines) {
    return classes()
        .that()
        .resideInAnyPackage(engines)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("org.returntoidle.model.engine", "org.returntoidle.tla.engine")
                .or(not(resideInAnyPackage("org.returntoidle.."))));
  }

  @Test
  void packagesOfSpecHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("org.returntoidle.spec.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  /** What the author of a driver needs for a test drags nothing else along. */
  @Test
  void theKitNeedsNoTlcAndNoCommandLine() {
    ArchRule rule = dependOnlyOnTheKit("harness", "rules", "search", "text", "verdict", "kit");
    rule.check(CLASSES);
    assertThrows(AssertionError.class, () -> dependOnlyOnTheKit("verify", "kit").check(CLASSES));
  }

  private static ArchRule dependOnlyOnTheKit(String... rooms) {
    String[] packages =
        Stream.of(rooms).map(room -> "org.returntoidle.spec." + room + "..").toArray(String[]::new);
    return classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages)
                .or(
                    resideInAnyPackage(
                        "java..",
                        "javax.management..",
                        "org.returntoidle.driver..",
                        "org.returntoidle.impl..",
                        "org.returntoidle.model..",
                        "com.google..",
                        "com.fasterxml.jackson..",
                        "net.jqwik..",
                        "org.junit..",
                        "org.opentest4j..",
                        "org.apiguardian..",
                        "org.jspecify..")));
  }

  /** Harness and processes say what happened; which rule that breaks is said in one place. */
  @Test
  void theHarnessReportsAndTheRulesJudge() {
    String spec = "org.returntoidle.spec";
    knowNoRule(spec + ".harness..", spec + ".process..").check(CLASSES);
    nameNoRule(spec + ".trace..").check(CLASSES);
    assertThrows(AssertionError.class, () -> knowNoRule(spec + ".trace..").check(CLASSES));
    assertThrows(AssertionError.class, () -> nameNoRule(spec + ".rules..").check(CLASSES));
  }

  private static ArchRule knowNoRule(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Rule.class);
  }

  private static ArchRule nameNoRule(String packages) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .accessFieldWhere(
            DescribedPredicate.describe(
                "name a rule", access -> access.getTargetOwner().isAssignableTo(Rule.class)));
  }

  /** Nobody asks which platform it is: it is asked what it does. Error Prone sees to {@code ==}. */
  @Test
  void nobodyComparesPlatforms() {
    ArchRule rule = noClasses().should().callMethod(Platform.class, "equals", Object.class);
    rule.check(CLASSES);
    JavaClasses wrong = new ClassFileImporter().importClasses(ComparesPlatforms.class);
    assertThrows(AssertionError.class, () -> rule.check(wrong));
  }

  /** What the rule forbids. */
  private static final class ComparesPlatforms {
    @SuppressWarnings("unused")
    static boolean isXp(Platform platform) {
      return platform.equals(Platform.XP);
    }
  }

  /** Numbers have the same form everywhere: whoever formats says for which locale. */
  @Test
  void nobodyFormatsForTheLocaleOfTheSystem() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "format", String.class, Object[].class)
            .orShould()
            .callConstructor(Formatter.class);
    rule.check(CLASSES);
    JavaClasses wrong = new ClassFileImporter().importClasses(FormatsForTheSystem.class);
    assertThrows(AssertionError.class, () -> rule.check(wrong));
  }

  /** What the rule forbids. */
  private static final class FormatsForTheSystem {
    @SuppressWarnings({"AnnotateFormatMethod", "unused"})
    static String number(int number) {
      return "%d".formatted(number);
    }
  }

  @Test
  void aWrongDependencyWouldBeFound() {
    assertThrows(
        AssertionError.class,
        () ->
            noClasses()
                .that()
                .resideInAPackage("org.returntoidle.spec..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.returntoidle.model..")
                .check(CLASSES));
    assertEquals(true, CLASSES.contain("org.returntoidle.model.TransferMachine"));
    assertEquals(true, CLASSES.contain("org.returntoidle.tla.engine.Tlc"));
    assertEquals(true, CLASSES.contain("org.returntoidle.impl.ReferenceMiniDriver"));
  }
}
