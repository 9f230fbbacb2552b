package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule is one place: a patch adds a toy rule to a copy of the project. What it touches is what a
 * new rule costs by hand; everything else follows from it.
 */
class ToyRuleIT {
  private static final Path PATCH = Path.of("src", "test", "resources", "toy-rule.patch");
  private static final ImmutableSet<String> LEFT_OUT =
      ImmutableSet.of(".git", "target", "return-to-idle-replays");

  /** The rule, its check, a faulty driver and its entry, a trace that turns it red. */
  private static final ImmutableList<String> FOR_A_DRIVER =
      ImmutableList.of(
          "model/src/main/java/org/returntoidle/model/Rule.java",
          "spec/app/src/main/java/org/returntoidle/spec/drivers/BuiltInDriver.java",
          "spec/app/src/main/java/org/returntoidle/spec/drivers/StatusAfterCancel.java",
          "spec/app/src/test/java/org/returntoidle/spec/rules/JudgeTest.java",
          "spec/kit/src/main/java/org/returntoidle/spec/rules/Checks.java");

  /** And the same for the model: its property in Java and in TLA+. */
  private static final ImmutableList<String> FOR_THE_MODEL =
      ImmutableList.of(
          "model/src/main/java/org/returntoidle/model/StateRules.java",
          "tla/src/main/tla/CancelRules.tla");

  @TempDir private Path folder = Path.of("unset");
  private Path copy = folder;

  /** One change to one file. */
  private record Change(String file, Patch<String> patch) {
    List<String> applied(Path root) throws Exception {
      Path path = root.resolve(file);
      List<String> before = Files.exists(path) ? Files.readAllLines(path) : List.of();
      return patch.applyFuzzy(before, 1);
    }
  }

  private static ImmutableList<Change> changes() throws IOException {
    String patch = Files.readString(PATCH).replace("\r\n", "\n");
    return Splitter.on("diff --git ")
        .splitToStream(patch)
        .filter(part -> !part.isBlank())
        .map(part -> change(part.lines().toList()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Change change(List<String> lines) {
    String file =
        lines.stream().filter(line -> line.startsWith("+++ b/")).findFirst().orElseThrow();
    return new Change(file.substring("+++ b/".length()), UnifiedDiffUtils.parseUnifiedDiff(lines));
  }

  /** In every build: whoever changes a line that the patch stands on hears of it at once. */
  @Test
  void patchAppliesToTheSourcesAndToNothingElse() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    for (Change change : changes()) {
      List<String> after = change.applied(Readme.ROOT);
      if (Files.exists(Readme.ROOT.resolve(change.file()))) {
        Path file = elsewhere.resolve(change.file());
        Files.createDirectories(file.getParent());
        Files.write(file, after);
        assertThrows(PatchFailedException.class, () -> change.applied(elsewhere), change::file);
      }
    }
  }

  @Tag("ci")
  @Test
  void fiveFilesByHandAndTwoMoreForTheModel() throws Exception {
    copy = folder.resolve("copy");
    Outside.copy(Readme.ROOT, copy, entry -> !LEFT_OUT.contains(entry.getFileName().toString()));
    ImmutableList<Change> changes = changes();
    assertEquals(
        ImmutableList.<String>builder().addAll(FOR_A_DRIVER).addAll(FOR_THE_MODEL).build().stream()
            .sorted()
            .toList(),
        changes.stream().map(Change::file).sorted().toList());
    for (Change change : changes) {
      Files.write(copy.resolve(change.file()), change.applied(copy));
    }
    // How they are formatted is checked below, with what this has written.
    String unchecked = "-Dspotless.check.skip=true";
    Outside.mvn(0, copy, "-q", unchecked, "-Pgenerate", "-pl", "spec/app", "-am", "test");
    Outside.mvn(
        0,
        copy,
        "-q",
        "-pl",
        "spec/app",
        "-am",
        "package",
        "-Dsurefire.failIfNoSpecifiedTests=false",
        "-Dtest=PropertiesTest,VocabularyTest,JudgeTest,RuleChecksTest,CancellationContractTest");
    ruleIsEverywhere();
  }

  private void ruleIsEverywhere() throws Exception {
    String explained = jar(0, "explain", "D99");
    assertTrue(explained.contains("no further status is sent"), explained);
    assertTrue(explained.contains("status-after-cancel: "), explained);
    assertTrue(explained.contains("D99_NoStatusAfterACause"), explained);
    assertTrue(jar(0, "rules", "--markdown").contains("\n### D99\n"));
    String contract = "spec/kit/src/main/java/org/returntoidle/spec/kit/CancellationContract.java";
    assertTrue(Files.readString(copy.resolve(contract)).contains(" d99_noStatusAfterACause()"));

    String report = folder.resolve("report").toString();
    String judged = jar(1, "verify", "--driver", "status-after-cancel", "--report", report);
    assertTrue(judged.contains("D99 VIOLATED"), judged);
    String page = Files.readString(Path.of(report, "index.html"));
    assertTrue(page.contains("D99_NoStatusAfterACause"), "the report names the rule");
    JsonNode matrix = new ObjectMapper().readTree(jar(0, "drivers", "--matrix", "--json"));
    assertEquals("[\"status-after-cancel\"]", names(matrix, "D99"));

    jar(0, "prove", "--write-cfg", folder.resolve("tla").toString());
    assertEquals(claimsWith("D15_StatusAnswersNotReady"), claimsWith("D99_NoStatusAfterACause"));
    assertTrue(claimsWith("D99_NoStatusAfterACause") > 18);
    String proved = jar(0, "prove", "--config", "many-xp-interruptible-both", "--json");
    assertTrue(proved.contains("D99_NoStatusAfterACause"), proved);
  }

  private static String names(JsonNode matrix, String rule) {
    for (JsonNode row : matrix.path("rules")) {
      if (row.path("id").asText().equals(rule)) {
        return row.path("names").toString();
      }
    }
    throw new AssertionError(matrix);
  }

  private long claimsWith(String property) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tla").resolve("cfg"))) {
      return files.filter(file -> names(file, property)).count();
    }
  }

  private static boolean names(Path file, String property) {
    try {
      return Files.readString(file).contains(property);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String jar(int expected, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path jar = copy.resolve("spec").resolve("target").resolve("return-to-idle.jar");
    return Outside.run(
        expected,
        folder,
        ImmutableList.<String>builder().add(java, "-jar", jar.toString()).add(arguments).build());
  }
}
