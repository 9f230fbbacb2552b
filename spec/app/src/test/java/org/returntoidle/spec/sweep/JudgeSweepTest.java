package org.returntoidle.spec.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.spec.docs.Pinned;
import org.returntoidle.spec.harness.Execution;

/**
 * Whatever changes the judge, or the monitor of {@code check-trace}, changes what is said of some
 * run, or it is known why it does not. {@code -Dsample.seed} repeats a sample.
 */
class JudgeSweepTest {
  private static final Path TALLY = Path.of("src", "test", "resources", "sweep", "tally.txt");
  private static final int SAMPLE = 100;
  private static final int RUNS = 6_000;
  private static final int TRACES = 25;

  private final long seed =
      Long.getLong(
          "sample.seed",
          Long.parseLong(LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE)));

  /** What no run tells apart lives. */
  @Tag("ci")
  @Test
  void aChangeThatNoRunShowsLives() {
    Seeded fault = Seeded.ORDER_OF_BANDS_NOT_JUDGED;
    Execution right = RunText.run("begin start last S_OK stop =S_OK");
    Execution telling = RunText.run(fault.run());
    assertEquals(Optional.empty(), Swept.judge(ImmutableList.of(right)).killer(fault.seeded()));
    assertEquals(
        Optional.of(telling), Swept.judge(ImmutableList.of(right, telling)).killer(fault.seeded()));
  }

  @Tag("ci")
  @Test
  void aSampleOfTheJudgeIsNoticed() throws IOException {
    tally("judge", Swept.judge(Swept.runs(RUNS)), sample(Swept.ofJudge()));
  }

  @Tag("ci")
  @Test
  void aSampleOfTheMonitorIsNoticed() throws IOException {
    tally("monitor", Swept.monitor(Swept.traces(TRACES)), sample(Swept.ofMonitor()));
  }

  @Tag("whole")
  @Test
  void everyChangeIsNoticed() throws IOException {
    Pinned.check(
        TALLY,
        tally("judge", Swept.judge(Swept.runs(RUNS)), Swept.ofJudge())
            + tally("monitor", Swept.monitor(Swept.traces(TRACES)), Swept.ofMonitor()));
  }

  private List<Change> sample(ImmutableList<Change> all) {
    List<Change> changes = new ArrayList<>(all);
    Collections.shuffle(changes, new Random(seed));
    return changes.subList(0, SAMPLE);
  }

  /** Makes each change, and says how many are noticed. */
  private String tally(String who, Sweep<?> sweep, List<Change> changes) throws IOException {
    List<Change> alive = Collections.synchronizedList(new ArrayList<>());
    long killed =
        changes.parallelStream()
            .filter(
                change ->
                    switch (sweep.of(change)) {
                      case NONE -> false;
                      case KILLED -> true;
                      case ALIVE -> {
                        alive.add(change);
                        yield false;
                      }
                    })
            .count();
    ImmutableList<Equivalent> known = Equivalent.all();
    long equivalent = alive.stream().filter(change -> Equivalent.of(known, change)).count();
    String tally =
        String.format(
            Locale.ROOT,
            "%s: killed %d of %d, %d equivalent\n",
            who,
            killed,
            killed + alive.size() - equivalent,
            equivalent);
    System.out.printf(Locale.ROOT, "sweep      %s (-Dsample.seed=%d)%n", tally.strip(), seed);
    assertEquals(
        List.of(),
        alive.stream()
            .filter(change -> !Equivalent.of(known, change))
            .map(Change::toString)
            .sorted()
            .toList());
    return tally;
  }
}
