package org.returntoidle.spec.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verify.Annotations;
import org.returntoidle.spec.verify.DriverPlace;
import org.returntoidle.spec.verify.SarifReport;
import org.returntoidle.spec.verify.SourcePlace;
import org.returntoidle.spec.verify.Verification;
import picocli.CommandLine.Option;

/** What a build shows of a verdict, beside the changed lines and elsewhere. */
final class CiOptions {
  /** Who can show annotations. */
  enum Host {
    GITHUB
  }

  @Option(names = "--sarif", paramLabel = "FILE", description = "Writes SARIF 2.1.0.")
  private @Nullable String sarif;

  @Option(
      names = "--annotations",
      paramLabel = "HOST",
      description =
          "Also prints what is wrong as annotations for ${COMPLETION-CANDIDATES}, in lower or upper"
              + " case; run it where the sources are.")
  private @Nullable Host annotations;

  /** Whether one of them is given. */
  boolean areGiven() {
    return sarif != null || annotations != null;
  }

  /** Refuses, before the work, what cannot be done after it. */
  void check(boolean json) {
    if (annotations != null && json) {
      throw new BadInputException(
          "--annotations and --json exclude each other: both print to standard output");
    }
    if (sarif != null) {
      Output.file("--sarif", Output.path("--sarif", sarif));
    }
  }

  /** Prints what is wrong. */
  void print(Verification verification, PrintWriter out) {
    if (annotations == Host.GITHUB) {
      out.print(Annotations.github(verification, place(verification)));
    }
  }

  /** Writes the file, if one is asked for. */
  void write(Verification verification, BiConsumer<Path, String> to) {
    if (sarif != null) {
      String version = Main.version().replace("return-to-idle ", "");
      to.accept(
          Output.path("--sarif", sarif),
          SarifReport.of(verification, version, place(verification)).toPrettyString() + "\n");
    }
  }

  private static Optional<SourcePlace> place(Verification verification) {
    return DriverPlace.of(verification, Path.of("").toAbsolutePath());
  }

  /** The options again, as the words of a command line. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (sarif != null) {
      words.add("--sarif=" + sarif);
    }
    if (annotations != null) {
      words.add("--annotations=" + annotations);
    }
    return words;
  }
}
