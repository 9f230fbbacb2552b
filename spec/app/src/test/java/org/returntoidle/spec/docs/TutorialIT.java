package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for the designer of a protocol, done as it says: in an empty folder, with the jar. */
@Tag("ci")
class TutorialIT {
  private static final String JAVA = "java -jar return-to-idle.jar ";
  private static final String GUARD = "  /\\ GoesOn\n";

  @TempDir private Path folder = Path.of("unset");

  /** Its commands, each run here word by word. */
  static ImmutableList<String> commands() throws IOException {
    return Readme.blocks(Readme.TUTORIAL, "sh").stream()
        .flatMap(String::lines)
        .collect(ImmutableList.toImmutableList());
  }

  @Test
  void aGuardIsRemovedAndTheProofTurnsRed() throws Exception {
    List<String> commands = commands();
    assertEquals(3, commands.size(), "each is run below");
    String export = commands.get(0);
    String prove = commands.get(1);
    jar(0, export);
    assertTrue(jar(0, prove).contains("\nsafety  "));

    Path module = folder.resolve("my-protocol").resolve("CancelProtocol.tla");
    String right = Files.readString(module);
    String action = Iterables.getOnlyElement(Readme.blocks(Readme.TUTORIAL, "tla"));
    assertTrue(right.contains(action), action);
    Files.writeString(module, right.replace(action, action.replace(GUARD, "")));
    List<String> said = jar(1, prove).lines().toList();
    for (String line :
        Iterables.getOnlyElement(Readme.blocks(Readme.TUTORIAL, "text")).lines().toList()) {
      assertTrue(said.contains(line), () -> line + " is not in " + said);
    }

    String explained = jar(0, commands.get(2));
    assertTrue(explained.contains("D5_NoCallbackAfterCause"), explained);
    Files.writeString(module, right);
    assertFalse(jar(0, prove).contains("NOT EXPECTED"));
  }

  /** What the page tells to try next turns red, too. */
  @Test
  void soDoesWhatToTryNext() throws Exception {
    List<String> commands = commands();
    jar(0, commands.get(0));
    Path module = folder.resolve("my-protocol").resolve("CancelProtocol.tla");
    String right = Files.readString(module);
    Files.writeString(module, right.replace("  /\\ device # \"On\"\n", ""));
    String said = jar(1, commands.get(1));
    assertTrue(said.contains("NOT EXPECTED: Inductive is violated; step 4 "), said);
    Files.writeString(module, right);
    Path claims = folder.resolve("my-protocol").resolve("claims.json");
    String name = "\"name\": \"safety\",";
    Files.writeString(
        claims, Files.readString(claims).replace(name, name + " \"expect\": \"violated\","));
    said = jar(1, commands.get(1));
    assertTrue(said.contains("NOT EXPECTED: it holds, but it must fail"), said);
  }

  /** Each command of the page, and each that the folder's own README tells, in that folder. */
  @Test
  void theFoldersOwnCommandsAreRunThere() throws Exception {
    for (String platform : List.of("", " --platform vista")) {
      Path there = folder.resolve("there" + platform.length());
      jar(0, JAVA + "prove" + platform + " --export " + there);
      List<String> told =
          Files.readString(there.resolve("README.md"))
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith(JAVA))
              .toList();
      assertEquals(3, told.size());
      assertEquals(JAVA + "prove" + platform + " --modules .", told.get(0), "takes minutes");
      jar(0, there, told.get(1));
      Path next = folder.resolve("next" + platform.length());
      jar(0, there, told.get(2).replace("../next", next.toString()));
      assertTrue(Files.exists(next.resolve("README.md")));
    }
  }

  private String jar(int expected, String command) throws Exception {
    return jar(expected, folder, command);
  }

  private static String jar(int expected, Path where, String command) throws Exception {
    assertTrue(command.startsWith(JAVA), command);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-jar");
    words.add(Path.of("..", "target", "return-to-idle.jar").toAbsolutePath().toString());
    words.addAll(Splitter.on(' ').splitToList(command.substring(JAVA.length())));
    return Outside.run(expected, where, words);
  }
}
