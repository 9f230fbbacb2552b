package org.returntoidle.spec.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.Transfers;

/** {@code prove --export}: the proof in a folder, to be changed and run there. */
final class ProofExport {
  static final String OPTION = "--export";

  private ProofExport() {}

  /** Writes everything, and says what was written and how it is run. */
  static String write(Path folder, TlaFiles files, Transfers transfers, List<Claim> claims) {
    Map<String, String> texts = files.texts(transfers, claims);
    refuseIfFull(folder);
    Output.folder(OPTION, folder.resolve("cfg"));
    texts.forEach((name, text) -> Output.write(folder.resolve(name), text));
    Output.write(folder.resolve("README.md"), readme(transfers, claims.get(0)));
    return String.format(
        Locale.ROOT,
        "%d configuration file(s) and the modules are in %s. To run one there:%n%s%n",
        claims.size(),
        Shown.name(folder),
        TlaFiles.command(claims.get(0)));
  }

  /** What somebody has changed there would be lost. */
  private static void refuseIfFull(Path folder) {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new BadInputException(
              OPTION + ": the folder " + Shown.name(folder) + " is not empty; name another");
        }
      } catch (IOException | UncheckedIOException e) {
        throw new BadInputException(
            OPTION + ": the folder " + Shown.name(folder) + " cannot be read");
      }
    }
  }

  private static String readme(Transfers transfers, Claim first) {
    return String.format(
        Locale.ROOT,
        """
    # A proof to be changed

    The modules are here, what is claimed of them, and in `cfg` how TLC is asked about each claim.
    Change a module or a claim, and run this here, with the jar alone:

        java -jar return-to-idle.jar prove%s --modules .
        java -jar return-to-idle.jar prove%s --modules . --config %s

    It says which property is violated, shows the counterexample, and ends with exit code 1. A
    counterexample is also tried in Java, where the protocol is as it was: "cannot happen in Java"
    names the first step that only your change permits. TLC's own jar runs a claim, too:

        %s

    The files in `cfg` are made from the claims. After a change of these, export once more:

        java -jar return-to-idle.jar prove%s --modules . --export ../next
    """,
        platform(transfers),
        platform(transfers),
        first.name(),
        TlaFiles.command(first),
        platform(transfers));
  }

  private static String platform(Transfers transfers) {
    return transfers == Transfers.STREAMS ? " --platform vista" : "";
  }
}
