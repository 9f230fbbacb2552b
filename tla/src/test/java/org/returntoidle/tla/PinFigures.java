package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Properties;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/**
 * A tool, not a test (its name keeps it out of the build): runs TLC on every claim and writes what
 * it counts into {@code figures.csv} and its like. CONTRIBUTING says when. A claim that does not
 * hold, or fail, as it should is reported.
 */
class PinFigures {
  private static final Path FOLDER = Path.of("src", "main", "tla");

  @Test
  void writeFigures() throws IOException {
    for (Transfers transfers : Transfers.values()) {
      if (System.getProperty("transfers", transfers.name()).equals(transfers.name())) {
        writeFigures(transfers);
      }
    }
  }

  private static void writeFigures(Transfers transfers) throws IOException {
    TlaFiles files = new TlaFiles(Optional.of(FOLDER));
    List<Claim> claims =
        new Claims(files, transfers, Properties::of)
            .read(files.read(transfers.claims()), name -> Figures.UNKNOWN);
    Tlc tlc = new Tlc(1);
    List<Claim> measured =
        claims.parallelStream().map(claim -> measured(tlc, files, claim)).toList();
    Files.writeString(
        FOLDER.resolve(transfers.figures()),
        Figures.text(
            measured.stream().collect(ImmutableMap.toImmutableMap(Claim::name, Claim::figures))));
    assertEquals(
        List.of(),
        measured.stream()
            .flatMap(
                claim ->
                    JavaCheck.difference(claim, JavaCheck.of(claim)).stream()
                        .map(difference -> claim.name() + ": " + difference))
            .toList());
  }

  private static Claim measured(Tlc tlc, TlaFiles files, Claim claim) {
    TlcResult result = claim.check(tlc, files).tlc();
    Claim measured = claim.with(Figures.of(result));
    System.out.printf(
        "%s: %s, %d ms, %s%n",
        claim.name(),
        result.outcome(),
        result.milliseconds(),
        measured.difference(result).orElse("as expected"));
    return measured;
  }
}
