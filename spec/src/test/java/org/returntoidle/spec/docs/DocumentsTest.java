package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.spec.verify.MachineTable;

/** What the documents say is generated, run or looked up here. */
class DocumentsTest {
  @Test
  void theReadmeHasTheTransitionTableOfTheMachine() throws IOException {
    assertTrue(
        Readme.text("README.md").contains(MachineTable.markdown()),
        () -> "README.md must contain\n" + MachineTable.markdown());
  }

  @Test
  void ciRunsTheReadmesCommands() throws IOException {
    String ci = Readme.text(".ci/run");
    assertEquals(2, Readme.blocks("README.md", "sh").stream().filter(ci::contains).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
  void linksLeadSomewhere(String name) throws IOException {
    Set<String> dead =
        Pattern.compile("\\]\\(([^)#]+)\\)")
            .matcher(Readme.text(name))
            .results()
            .map(match -> match.group(1))
            .filter(link -> !Files.exists(Readme.ROOT.resolve(link)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), dead);
  }

  /** Class and file names in CONTRIBUTING.md are those of today. */
  @Test
  void namedClassesExist() throws IOException {
    Set<String> files;
    try (var tree = Files.walk(Readme.ROOT)) {
      files =
          tree.map(file -> String.valueOf(file.getFileName()))
              .filter(file -> file.endsWith(".java"))
              .map(file -> file.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    Set<String> missing =
        Pattern.compile("`([A-Z][A-Za-z]+(?:Test)?)`")
            .matcher(Readme.text("CONTRIBUTING.md"))
            .results()
            .map(match -> match.group(1))
            .filter(name -> !files.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    // Actions and operators, the new ones of the example among them.
    missing.removeAll(Set.of("DeviceStopped", "StopDevice", "DriverNext", "EnvironmentNext"));
    assertEquals(Set.of(), missing);
  }
}
