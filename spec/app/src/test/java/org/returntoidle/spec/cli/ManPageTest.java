package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page and the completion, which follow from the options. */
class ManPageTest {
  private static final CommandLine MAIN = new CommandLine(new Main());
  private static final String PAGE = ManPage.of(MAIN, "0.1.0", "2026-11-30");

  @TempDir private Path folder = Path.of("unset");

  /** Texts that would be macros, or end them. */
  private static CommandLine odd() {
    CommandSpec odd = CommandSpec.create().name("odd");
    odd.usageMessage().description(".so it's \\fB \"odd\"");
    odd.addOption(
        OptionSpec.builder("--shown")
            .paramLabel("A\"B")
            .arity("1")
            .defaultValue("9")
            .description("'tis @|bold 5|@%%%nof ${DEFAULT-VALUE}")
            .build());
    odd.addOption(OptionSpec.builder("--secret").hidden(true).description("hidden").build());
    return new CommandLine(odd);
  }

  private static ImmutableList<OptionSpec> options() {
    ImmutableList.Builder<OptionSpec> all = ImmutableList.builder();
    for (CommandLine command : MAIN.getSubcommands().values()) {
      all.addAll(command.getCommandSpec().options());
    }
    return all.build();
  }

  @Test
  void everyCommandAndOptionIsThereAndWhatIsHiddenIsNot() throws IOException {
    ShellFiles.write(folder, "0.1.0", "2026-11-30");
    String completion = Files.readString(folder.resolve("return-to-idle.bash"));
    assertEquals(PAGE, Files.readString(folder.resolve("return-to-idle.1")));
    Set<String> hidden =
        options().stream()
            .filter(OptionSpec::hidden)
            .map(OptionSpec::longestName)
            .collect(Collectors.toSet());
    assertTrue(hidden.contains("--merged"), hidden::toString);
    for (OptionSpec option : options()) {
      String name = option.longestName();
      assertEquals(!option.hidden(), PAGE.contains(name.replace("-", "\\-") + "\""), name);
      assertEquals(!option.hidden(), completion.contains("'" + name + "'"), name);
    }
    for (CommandLine command : MAIN.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      assertTrue(PAGE.contains(".SS \"" + spec.name().replace("-", "\\-") + "\"\n"), spec::name);
    }
    assertTrue(PAGE.startsWith(".TH \"RETURN\\-TO\\-IDLE\" \"1\" \"2026\\-11\\-30\" "), PAGE);
    assertTrue(PAGE.contains("\n.TP\n.BI \"2\" \"\"\nwhat was passed is wrong\n"), PAGE);
  }

  @Test
  void noTextIsReadAsAMacro() {
    String page = ManPage.of(odd(), "1", "2026-11-30");
    assertTrue(page.contains("\nodd \\- .so it's \\efB \"odd\"\n"), page);
    assertTrue(page.contains("\n.BI \"\\-\\-shown\" \"=A\\(dqB\"\n\\&'tis 5% of 9\n"), page);
    assertFalse(page.contains("secret"), page);
  }

  /** Where there is groff, it has nothing to say against either page. */
  @Test
  void groffReadsItWithoutAWarning() throws Exception {
    String odd = ManPage.of(odd(), "1", "2026-11-30");
    assertEquals("", warnings(PAGE));
    assertEquals("", warnings(odd));
    assertFalse(warnings(odd + ".no such macro\n").isEmpty());
  }

  private String warnings(String page) throws Exception {
    Path file = Files.writeString(folder.resolve("page.1"), page);
    List<String> command = List.of("groff", "-man", "-Tutf8", "-ww", "-z", file.toString());
    Process groff;
    try {
      groff = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "groff is not installed");
      return "";
    }
    String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    groff.waitFor();
    return said;
  }
}
