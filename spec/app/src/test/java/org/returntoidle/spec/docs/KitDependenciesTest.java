package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a driver author's test class drags along, read off the poms. {@code KitIT} sees it happen.
 */
class KitDependenciesTest {
  private static final ImmutableSortedSet<String> ALLOWED =
      ImmutableSortedSet.of("guava", "jackson-databind", "jqwik");

  @Test
  void theKitNeedsGuavaJqwikAndJackson() throws IOException {
    assertEquals(ALLOWED, needs("spec/kit", "impl", "model"));
    assertThrows(AssertionError.class, () -> assertEquals(ALLOWED, needs("spec/kit", "tla")));
  }

  @Test
  void itsChecksBetweenStatementsNeedLincheckAndNothingElse() throws IOException {
    assertEquals(ImmutableSortedSet.of("lincheck", "lincheck-jvm-agent"), needs("spec/inside"));
  }

  private static ImmutableSortedSet<String> needs(String... modules) throws IOException {
    ImmutableSortedSet.Builder<String> needs = ImmutableSortedSet.naturalOrder();
    for (String module : modules) {
      needs.addAll(needed(Readme.text(module + "/pom.xml")));
    }
    return needs.build();
  }

  private static ImmutableSet<String> needed(String pom) {
    return Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
        .matcher(pom)
        .results()
        .map((MatchResult dependency) -> dependency.group(1))
        .filter(text -> !text.matches("(?s).*<scope>(test|provided)</scope>.*"))
        .map(text -> text.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"))
        .filter(artifact -> !artifact.startsWith("return-to-idle-"))
        .collect(ImmutableSet.toImmutableSet());
  }
}
