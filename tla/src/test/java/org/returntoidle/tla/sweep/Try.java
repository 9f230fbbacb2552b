package org.returntoidle.tla.sweep;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Protocol;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.TlaFiles;

@Tag("whole")
class Try {
  @Test
  void all() throws Exception {
    List<Claim> claims =
        TlaFiles.JAR.claims().stream()
            .filter(
                c ->
                    c.name()
                        .matches(
                            System.getProperty(
                                "claims.match",
                                "(unbounded-xp|without|enough|gone|reached|hazard).*")))
            .toList();
    Killers killers = new Killers(claims);
    List<Change> all = Changes.of(new Protocol(Configuration.DEFAULT.with(Bounds.NONE)));
    System.out.println("changes " + all.size());
    int every = Integer.getInteger("every", 20);
    long start = System.nanoTime();
    List<Change> some = new java.util.ArrayList<>();
    for (int i = 0; i < all.size(); i += every) {
      some.add(all.get(i));
    }
    String out =
        some.parallelStream()
            .map(
                c -> {
                  try {
                    Killers.Found f = killers.of(c.make(), Boolean.getBoolean("sweep.all"));
                    return (f.sameEverywhere()
                            ? "SAME"
                            : f.killers().isEmpty() ? "LIVES" : "KILLED")
                        + "\t"
                        + f.typeCorrect()
                        + "\t"
                        + c
                        + "\t"
                        + f.killers();
                  } catch (RuntimeException e) {
                    return "THROWS\t\t" + c + "\t" + e;
                  }
                })
            .collect(java.util.stream.Collectors.joining("\n"));
    java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/sweep.txt"), out);
    System.out.println("took " + (System.nanoTime() - start) / 1_000_000_000.0);
  }
}
