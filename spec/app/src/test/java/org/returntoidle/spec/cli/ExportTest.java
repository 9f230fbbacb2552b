package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof that somebody changes in a folder. */
class ExportTest {
  @TempDir private Path folder = Path.of("unset");

  private Path exported() {
    Path to = folder.resolve("proof");
    assertEquals(ExitCode.HOLDS, Cli.run("prove", "--export", to.toString()).exitCode());
    return to;
  }

  private static Cli prove(Path modules, String claim) {
    return Cli.run("prove", "--modules", modules.toString(), "--config", claim);
  }

  private static void change(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(from), from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void assertRefused(String says, Cli cli) {
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::out);
    assertTrue(cli.err().contains(says), cli::err);
    assertEquals(1, cli.err().lines().count(), cli::err);
    assertEquals("", cli.out());
  }

  /** What somebody has changed is not written over. */
  @Test
  void intoAFolderThatIsNotEmptyNothingIsWritten() throws IOException {
    Path there = exported();
    Path module = there.resolve("CancelProtocol.tla");
    Files.writeString(module, "mine");
    assertRefused(
        "--export: the folder " + there + " is not empty",
        Cli.run("prove", "--export", there.toString()));
    assertEquals("mine", Files.readString(module));
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused("--export: the folder ", Cli.run("prove", "--export", file.toString()));
  }

  @Test
  void aMissingModuleIsNamed() throws IOException {
    Path there = exported();
    Path module = there.resolve("CancelRules.tla");
    Files.delete(module);
    assertRefused("there is no file " + module, prove(there, "safety"));
  }

  /** TLC does not name it: it is found by asking about each property alone. */
  @Tag("ci")
  @Test
  void aViolatedPropertyOfBehavioursIsNamed() throws IOException {
    Path there = exported();
    change(there.resolve("CancelProtocol.tla"), "Spec == Safe /\\ FairDriver", "Spec == Safe");
    Cli cli = prove(there, "liveness");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(cli.out().contains("NOT EXPECTED: L1_ReturnToIdle is violated"), cli::out);
    assertTrue(cli.out().contains("\n    then "), cli::out);
  }

  /** It has no line in {@code figures.csv}, which is not there. */
  @Tag("ci")
  @Test
  void aNewClaimIsChecked() throws IOException {
    Path there = exported();
    assertFalse(Files.exists(there.resolve("figures.csv")));
    change(
        there.resolve("claims.json"),
        "\"claims\": [\n    {",
        "\"claims\": [\n    {\"name\": \"mine\", \"says\": \"mine\", \"claims\": [\"TypeOK\"]},\n    {");
    assertEquals(ExitCode.HOLDS, prove(there, "mine").exitCode());
    change(there.resolve("CancelProtocol.tla"), "transfers = 0 /\\", "transfers = 5 /\\");
    Cli wrong = prove(there, "mine");
    assertEquals(ExitCode.VIOLATED, wrong.exitCode(), wrong::err);
    assertTrue(wrong.out().contains("NOT EXPECTED: TypeOK is violated"), wrong::out);
  }

  /** What happens that this program has no name for stands beside the columns. */
  @Tag("ci")
  @Test
  void anActionOfOnesOwnIsShown() throws IOException {
    Path there = exported();
    Path module = there.resolve("CancelProtocol.tla");
    change(module, "EnvironmentNext ==\n", "EnvironmentNext ==\n  \\/ Surprise\n");
    change(
        module,
        "DriverNext ==\n",
        "Surprise == step = \"Working\" /\\ transfers' = 7 /\\ UNCHANGED <<machine, asked, inTransit,"
            + " step, held, device, ending, button, fault, cause, answer, bands, cancels, faults>>\n"
            + "DriverNext ==\n");
    Cli cli = prove(there, "safety");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(cli.out().contains("\n         2  ?? Surprise\n"), cli::out);
    assertTrue(cli.out().contains("step 2 of TLC's counterexample, Surprise, cannot"), cli::out);
  }

  /** In JSON its form is that of all claims. */
  @Tag("ci")
  @Test
  void aDocumentSaysTheSame() throws IOException {
    Path there = exported();
    change(
        there.resolve("CancelProtocol.tla"),
        "  /\\ held # \"None\"\n  /\\ GoesOn\n",
        "  /\\ held # \"None\"\n");
    Cli cli = Cli.run("prove", "--modules", there.toString(), "--config", "safety", "--json");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    var claim = new ObjectMapper().readTree(cli.out()).at("/claims/0");
    assertTrue(claim.path("difference").asText().startsWith("D5_NoCallbackAfterCause is viol"));
    assertEquals(6, claim.path("counterexample").size());
  }
}
