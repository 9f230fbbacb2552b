package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A tool, not a test (its name keeps it out of the build): writes the configuration files that the
 * manifest asks for, runs TLC on all of them, and writes its figures into the manifest.
 * CONTRIBUTING says when. An entry that does not hold, or fail, as it should is not written but
 * reported.
 */
class PinFigures {
  private static final Path FOLDER = Path.of("src", "main", "tla");

  @Test
  void writeFiguresAndConfigurations() throws IOException {
    TlaFiles files = new TlaFiles(Optional.of(FOLDER));
    List<Claim> claims = files.manifest();
    Files.createDirectories(FOLDER.resolve("cfg"));
    for (Claim claim : claims) {
      Files.writeString(cfg(claim), claim.cfg());
    }
    try (Stream<Path> present = Files.list(FOLDER.resolve("cfg"))) {
      for (Path file :
          present.filter(f -> claims.stream().noneMatch(c -> cfg(c).equals(f))).toList()) {
        Files.delete(file);
      }
    }
    Tlc tlc = new Tlc(1);
    List<Claim> measured =
        claims.parallelStream().map(claim -> measured(tlc, files, claim)).toList();
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    Files.writeString(
        FOLDER.resolve("manifest.json"),
        TlaFiles.JSON.writer(printer).writeValueAsString(measured) + "\n");
    assertEquals(
        List.of(),
        measured.stream()
            .flatMap(
                claim ->
                    JavaCheck.difference(claim, JavaCheck.of(claim)).stream()
                        .map(d -> claim.name() + ": " + d))
            .toList());
  }

  private static Path cfg(Claim claim) {
    return FOLDER.resolve("cfg").resolve(claim.name() + ".cfg");
  }

  private static Claim measured(Tlc tlc, TlaFiles files, Claim claim) {
    TlcResult result = claim.check(tlc, files).tlc();
    Claim measured = claim.withFigures(result);
    System.out.printf(
        "%s: %s, %d ms, %s%n",
        claim.name(),
        result.outcome(),
        result.milliseconds(),
        measured.difference(result).orElse("as expected"));
    return measured;
  }
}
