package org.returntoidle.spec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pasted reaches the program as it is, and nothing else runs. */
class ShellWordsTest {
  @TempDir private Path folder = Path.of("unset");

  private static final List<String> NASTY =
      List.of(
          "plain-1.0_x.json",
          "",
          "two words",
          "it's",
          "\"quoted\"",
          "'",
          "''",
          "$(touch run)",
          "`touch run`",
          "x; touch run",
          "x && touch run",
          "x | touch run",
          "x > run",
          "x\ntouch run",
          "x\n",
          "\n\n",
          "\n",
          "x'\n",
          "\r",
          "a\tb",
          "$HOME",
          "~",
          "~root",
          "*",
          "?[a-z]{a,b}",
          "!x!",
          "#",
          "-n",
          "--",
          "%s%d%%",
          "\u001B[2J%s",
          "\u001B\\n\\045'",
          "\u202Egnp.exe",
          "ü\u0085\u2028中🖨",
          "\\",
          "\\\\'\\\"",
          "a=b",
          "&",
          "(x)");

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "dash", "zsh", "ksh"})
  @DisabledOnOs(OS.WINDOWS)
  void aPosixShellHandsOnExactlyTheseWords(String shell) throws Exception {
    assumeTrue(isInstalled(shell), "not installed");
    String pasted = ShellWords.posix(NASTY);
    assertEquals(NASTY, words(shell, pasted));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList(), "something ran");
    }
    assertEquals(Shown.escaped(pasted), pasted, "it can be shown");
  }

  private static boolean isInstalled(String shell) {
    return Stream.of("/bin/", "/usr/bin/").anyMatch(bin -> Files.exists(Path.of(bin + shell)));
  }

  private List<String> words(String shell, String pasted) throws IOException {
    Process process = new ProcessBuilder(shell).directory(folder.toFile()).start();
    String script = "printf '%s\\0' " + pasted + "\n";
    try (var in = process.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String wrong = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", wrong);
    List<String> words = Splitter.on('\0').splitToList(said);
    return words.subList(0, words.size() - 1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "C:\\x\\y.json, C:\\x\\y.json",
        "C:\\Program Files\\x, \"C:\\Program Files\\x\"",
        "C:\\with blank\\, \"C:\\with blank\\\\\"",
        "a&b, \"a&b\"",
        "100%, ^\"100^%^\"",
        "%PATH%, ^\"^%PATH^%^\"",
        "say \"x\" & del y, ^\"say \\^\"x\\^\" ^& del y^\"",
        "wow!, ^\"wow^!^\"",
        "a\\\"b, ^\"a\\\\\\^\"b^\""
      })
  void cmdHandsOnThisWord(String word, String pasted) {
    assertEquals(pasted, ShellWords.cmd(List.of(word)));
  }

  @Test
  void anEmptyWordIsOne() {
    assertEquals("\"\" x", ShellWords.cmd(List.of("", "x")));
    assertEquals("'' x", ShellWords.posix(List.of("", "x")));
    assertEquals("java -jar", ShellWords.here(List.of("java", "-jar")));
  }
}
