package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Capability;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.docs.Pinned;
import org.returntoidle.spec.rules.Judge;

/** The kit has a check for each rule, and each says what it does. */
class CancellationContractTest {
  private static final Path KIT = Path.of("../kit/src/main/java/org/returntoidle/spec/kit");
  private static final Path SOURCE = KIT.resolve("CancellationContract.java");
  private static final Path STREAMS = KIT.resolve("StreamContract.java");

  private static List<Method> checks(Class<?> contract) {
    return Arrays.stream(contract.getMethods())
        .filter(method -> method.isAnnotationPresent(RuleCheck.class))
        .toList();
  }

  private static Rule rule(Method check) {
    return Rule.withId(check.getName().replaceFirst("_.*", "")).orElseThrow();
  }

  @Test
  void everyRuleThatADriverCanBreakHasACheckAndEveryCheckARule() {
    assertChecks(Judge.RULES, CancellationContract.class);
    assertChecks(Judge.STREAM_RULES, StreamContract.class);
  }

  private static void assertChecks(Set<Rule> rules, Class<?> contract) {
    List<Method> checks = checks(contract);
    assertEquals(
        new TreeSet<>(rules),
        new TreeSet<>(checks.stream().map(CancellationContractTest::rule).toList()));
    assertEquals(rules.size(), checks.size());
  }

  /** What it demands, the rule and its source, when it is skipped, what to look at. */
  @Tag("generates")
  @Test
  void itsChecksAreThoseOfTheRules() throws IOException {
    Pinned.check(SOURCE, ContractText.of(Files.readString(SOURCE), Judge.RULES));
    Pinned.check(STREAMS, ContractText.of(Files.readString(STREAMS), Judge.STREAM_RULES));
  }

  /** A check is said to be skipped somewhere if the judge has no row for each driver there. */
  @Test
  void whatIsSkippedSaysSo() {
    for (Rule rule : Judge.RULES) {
      boolean everywhere =
          Platform.banded().stream()
              .allMatch(
                  platform ->
                      Stream.of(true, false)
                          .allMatch(kind -> Judge.applicable(platform, kind).contains(rule)));
      String skipped = rule.contract().orElseThrow().skipped();
      // D14 depends on the scope, these on what the driver claims.
      boolean asked = rule == Rule.D21 || Capability.CANCELS_BY_ITSELF.loses().contains(rule);
      boolean never = everywhere && rule != Rule.D14 && !asked;
      assertEquals(never, skipped.equals("never"), rule + ": " + skipped);
    }
    for (Rule rule : Rule.values()) {
      boolean checked = Judge.RULES.contains(rule) || Judge.STREAM_RULES.contains(rule);
      assertEquals(checked, rule.contract().isPresent(), rule::name);
    }
  }

  @Test
  void aCheckThatWasChangedByHandIsFound() throws IOException {
    String changed = Files.readString(SOURCE).replace("flags and busy marks", "flags");
    assertNotEquals(changed, ContractText.of(changed, Judge.RULES));
  }
}
