package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's script takes the steps of the model. It is run by Node.js; skipped where that is not
 * installed. {@link PageInBrowser} asks a browser the same.
 */
class ScriptTest {
  private static final ImmutableList<Profile<?>> ALL = Profiles.all();

  @TempDir private Path folder = Path.of("unset");

  @BeforeAll
  static void isThereNode() throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (!there) {
      // A quiet build shows no reasons of its own.
      System.err.println("ScriptTest is skipped: there is no node");
    }
    assumeTrue(there, "there is no node");
  }

  @Test
  void itTakesTheStepsOfTheModel() throws Exception {
    assertSame(List.of("xp-interruptible-both", "vista-interruptible-callback"));
  }

  /** Everything that can be chosen, if not together. */
  @Tag("often")
  @Test
  void itTakesThemInEveryProfile() throws Exception {
    List<String> keys = new ArrayList<>();
    for (Profile<?> profile : ALL) {
      boolean most =
          profile.label(Choice.DRIVER).equals("InterruptibleConfirming")
              && profile.label(Choice.APPLICATION).equals("Both");
      if (profile.unusual() == 0 || (profile.unusual() == 1 && most)) {
        keys.add(profile.key());
      }
    }
    assertEquals(18 + 15 + 4 + 2 + 1 + 2, keys.size());
    assertSame(keys);
  }

  /** A table that says something else is found. */
  @Test
  void aWrongTermIsFound() throws Exception {
    Profile<?> profile = profile("xp-interruptible-both");
    String data = ExploreData.of(List.of(profile)).toString();
    String wrong = data.replaceFirst("\\[\"not\",", "[\"and\",");
    assertTrue(!wrong.equals(data));
    assertTrue(!run(wrong, List.of(profile.key())).equals(List.of(Everything.of(profile))));
  }

  private void assertSame(List<String> keys) throws Exception {
    List<String> expected = keys.stream().map(key -> Everything.of(profile(key))).toList();
    assertEquals(expected, run(ExploreData.of(ALL).toString(), keys));
  }

  private static Profile<?> profile(String key) {
    return ALL.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }

  private List<String> run(String data, List<String> keys) throws Exception {
    Path program = folder.resolve("program.js");
    Files.writeString(
        program,
        Page.resource("protocol.js")
            + Everything.script()
            + "const [, , file, ...keys] = process.argv;\n"
            + "const data = JSON.parse(require('fs').readFileSync(file, 'utf8'));\n"
            + "keys.forEach((key) => console.log(everything(data, key)));\n");
    Path file = Files.writeString(folder.resolve("data.json"), data);
    List<String> command = new ArrayList<>(List.of("node", program.toString(), file.toString()));
    command.addAll(keys);
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(node.waitFor(10, TimeUnit.MINUTES));
    return said.lines().toList();
  }

  /** What the page offers is what it has data for. */
  @Test
  void everyProfileHasItsRows() {
    JsonNode data = ExploreData.of(ALL);
    assertEquals(18 + 15 * 3 * (4 + 3 * 2), data.path("profiles").size());
    for (Profile<?> profile : ALL) {
      JsonNode node = data.path("profiles").path(profile.key());
      assertEquals(2 * profile.rows().size(), node.path("rows").size(), profile::key);
    }
  }
}
