package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
  private static final Path SOURCE =
      Path.of("../kit/src/main/java/org/returntoidle/spec/kit/CancellationContract.java");

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

  /** What it demands, the rule and its source, when it is skipped, what to look at. */
  @Tag("generates")
  @Test
  void itsChecksAreThoseOfTheRules() throws IOException {
    Pinned.check(SOURCE, ContractText.of(Files.readString(SOURCE)));
  }

  /** A check is said to be skipped somewhere if the judge has no row for each driver there. */
  @Test
  void whatIsSkippedSaysSo() {
    for (Rule rule : Judge.RULES) {
      boolean everywhere =
          Platform.values().stream()
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
      assertEquals(Judge.RULES.contains(rule), rule.contract().isPresent(), rule::name);
    }
  }

  @Test
  void aCheckThatWasChangedByHandIsFound() throws IOException {
    String changed = Files.readString(SOURCE).replace("flags and busy marks", "flags");
    assertNotEquals(changed, ContractText.of(changed));
  }
}
