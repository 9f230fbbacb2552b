package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.search.RandomSearch;

/** The kit: one check for each rule, and each says what it has to say. */
class CancellationContractTest {
  @TempDir private static Path folder = Path.of("unset");

  private static List<Method> checks() {
    return Arrays.stream(CancellationContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(RuleCheck.class))
        .toList();
  }

  private static Rule rule(Method check) {
    return Rule.valueOf(check.getName().replaceFirst("_.*", "").toUpperCase(Locale.ROOT));
  }

  @Test
  void everyRuleThatADriverCanBreakHasACheckAndEveryCheckARule() {
    assertEquals(
        new TreeSet<>(Judge.RULES),
        new TreeSet<>(checks().stream().map(CancellationContractTest::rule).toList()));
    assertEquals(Judge.RULES.size(), checks().size());
  }

  /** What it does, the rule and its source, when it is skipped, what to look at. */
  @Test
  void everyCheckIsDocumented() throws IOException {
    String source =
        Files.readString(
            Path.of("src/main/java/org/returntoidle/spec/kit/CancellationContract.java"));
    for (Method check : checks()) {
      String before = source.substring(0, source.indexOf(" " + check.getName() + "("));
      String doc =
          before.substring(before.lastIndexOf("/**")).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
      Rule rule = rule(check);
      String named = rule.source().replaceFirst(",.*", "");
      assertTrue(doc.startsWith("/** " + rule + ". "), doc);
      assertTrue(doc.contains("Source: ") && doc.contains(named), doc);
      assertTrue(doc.contains(" Skipped: "), doc);
      assertTrue(doc.contains(" If it fails, look at "), doc);
      assertTrue(source.contains("check(Rule." + rule + ");"), doc);
    }
  }

  /** A contract for a built-in driver, small and in a folder of its own. */
  private abstract static class Small implements CancellationContract {
    private final BuiltInDriver driver;

    Small(BuiltInDriver driver) {
      this.driver = driver;
    }

    @Override
    public MiniDriver driver(ScannerDevice device) {
      return driver.factory().create(device);
    }

    @Override
    public Scope scope() {
      return Scope.together(2, 2, 1);
    }

    @Override
    public Path counterexamples() {
      return folder;
    }
  }

  private static final class Right extends Small {
    Right() {
      super(BuiltInDriver.REFERENCE);
    }
  }

  private static final class Wrong extends Small {
    Wrong() {
      super(BuiltInDriver.BAND_AFTER_CANCEL);
    }
  }

  @Test
  void aRightDriverPassesEveryCheckThatHasSomethingToSay() {
    ContractRun run = ContractRun.of(new Right());
    Judge.RULES.forEach(run::check);
    assertEquals(Optional.of("B5 says nothing about this driver"), run.skipped(Rule.B5));
    assertEquals(
        Optional.of(
            "D14 not tested: no schedule within 2 bands, 2 transfers, 1 cancel or fault reaches it"),
        run.skipped(Rule.D14));
    assertEquals(Optional.empty(), run.skipped(Rule.A3));
    run.run(new RandomSearch.Plan(2, List.of(0, 1, 2)), true);
  }

  @Test
  void aWrongDriverFailsTheCheckOfItsRuleAndTheOthersAreSkipped() {
    ContractRun run = ContractRun.of(new Wrong());
    AssertionError failed = assertThrows(AssertionError.class, () -> run.check(Rule.D5));
    String said = String.valueOf(failed.getMessage());
    assertTrue(said.startsWith("D5 violated on Windows XP"), said);
    assertTrue(said.contains("transfer 1, code 1: CallbackCancels"), said);
    assertTrue(said.contains("found after "), said);
    assertTrue(
        Files.exists(folder.resolve(Wrong.class.getName().replace('$', '_') + "-D5-xp.json")));
    assertEquals(Optional.of("A3 not tested: D5 is violated"), run.skipped(Rule.A3));
    AssertionError random =
        assertThrows(
            AssertionError.class,
            () -> run.run(new RandomSearch.Plan(1, List.of(0, 0, 0, 0, 0, 0, 0, 0, 1)), false));
    assertTrue(String.valueOf(random.getMessage()).contains("D5 violated"));
  }
}
