package org.returntoidle.tla.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("whole")
class SweepTest {
  @Test
  void all() throws Exception {
    List<Change> changes = new ArrayList<>(Sweep.changes());
    Collections.shuffle(changes, new Random(Long.getLong("seed", 1)));
    int most = Integer.getInteger("most", 300);
    long start = System.nanoTime();
    Sweep sweep = new Sweep();
    String out =
        changes.subList(0, Math.min(most, changes.size())).parallelStream()
            .map(
                c -> {
                  try {
                    Sweep.Result f = sweep.of(c);
                    return f.fate()
                        + "\t"
                        + c
                        + "\t"
                        + f.killers()
                        + "\t"
                        + f.kind()
                        + "\t"
                        + f.difference().toString().substring(0, 10);
                  } catch (RuntimeException e) {
                    return "THROWS\t" + c + "\t" + e;
                  }
                })
            .collect(Collectors.joining("\n"));
    Files.writeString(Path.of("/tmp/sweep.txt"), out);
    System.out.println("took " + (System.nanoTime() - start) / 1_000_000_000.0);
  }
}
