package org.returntoidle.spec.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.rules.Judge;

/** The kit has a check for each rule, and each says what it does. */
class CancellationContractTest {
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
            Path.of("../kit/src/main/java/org/returntoidle/spec/kit/CancellationContract.java"));
    for (Method check : checks()) {
      String before = source.substring(0, source.indexOf(" " + check.getName() + "("));
      String doc =
          before.substring(before.lastIndexOf("/**")).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
      Rule rule = rule(check);
      String named = rule.source().replaceFirst(",.*", "");
      assertTrue(doc.startsWith("/** <a href="), doc);
      assertTrue(doc.contains(">" + rule + "</a>. "), doc);
      assertTrue(doc.contains("Source: ") && doc.contains(named), doc);
      assertTrue(doc.contains(" Skipped: "), doc);
      assertTrue(doc.contains(" If it fails, look at "), doc);
      assertTrue(source.contains("check(Rule." + rule + ");"), doc);
    }
  }
}
