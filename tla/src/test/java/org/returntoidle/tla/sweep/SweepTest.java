package org.returntoidle.tla.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Protocol;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Mirrors;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.sweep.Sweep.Fate;
import org.returntoidle.tla.sweep.Sweep.Result;

/**
 * Whatever changes the meaning of the protocol turns a rule red: changes made by rule, each judged
 * in the Java explorer, and a sample of them by TLC. {@code -Dsample.seed} repeats a sample.
 */
class SweepTest {
  private final long seed =
      Long.getLong(
          "sample.seed",
          Long.parseLong(LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE)));

  /** Few, in every build. */
  private static final int FEW = 10;

  /** What became of all changes; {@code -Dgenerate} with the whole sweep writes it anew. */
  private static final Path TALLY = Path.of("src", "test", "resources", "sweep.txt");

  private static final int SAMPLE = 400;
  private static final int FOR_TLC = 12;
  private static final Configuration FREE = Configuration.DEFAULT.with(Bounds.NONE);

  /** Asks everybody. */
  private static final Sweep SWEEP = new Sweep(Set.of());

  @TempDir private Path folder = Path.of("unset");

  @Test
  void aFewChangesAreNoticedByARule() throws IOException {
    assertNoneLives(sample(FEW));
    List<String> tally = Files.readAllLines(TALLY);
    for (String made : Tally.made(Sweep.changes())) {
      assertTrue(tally.stream().anyMatch(line -> line.startsWith(made + ",")), made);
    }
  }

  @Tag("ci")
  @Test
  void aSampleIsNoticedByARuleAndTlcSaysSo() throws IOException {
    List<Result> results = assertNoneLives(sample(SAMPLE));
    for (Result result : some(results, Fate.KILLED)) {
      assertEquals(Optional.empty(), tlcSaysOtherwise(result), result::toString);
    }
    for (Result result : some(results, Fate.EQUIVALENT)) {
      Protocol protocol = new Protocol(FREE);
      Written.changed(protocol, result.change().make().apply(protocol), folder);
      assertTrue(sameGraph(protocol), result::toString);
    }
  }

  @Tag("whole")
  @Test
  void everyChangeIsNoticedByARule() throws IOException {
    Tally tally = judged(Sweep.changes());
    assertEquals(List.of(), tally.alive());
    List<String> lines = tally.lines();
    if (Boolean.getBoolean("generate")) {
      Files.write(TALLY, lines);
    }
    assertEquals(Files.readAllLines(TALLY), lines);
  }

  /** What nobody asks about lives. */
  @Tag("ci")
  @Test
  void aPressThatIsForgottenLivesWithoutTheRuleThatKeepsIt() {
    Change forgotten =
        Sweep.changes().stream()
            .filter(
                change -> change.toString().equals("VALUE_OVERWRITTEN SubmitRead: button' = FALSE"))
            .findFirst()
            .orElseThrow();
    assertEquals(Set.of("A1_PressIsKept"), SWEEP.of(forgotten).killers().keySet());
    assertEquals(Fate.ALIVE, new Sweep(Set.of("A1_PressIsKept")).of(forgotten).fate());
  }

  @Test
  void twoChangesWithTheSameEffectAreOne() {
    Map<Object, List<String>> same = new HashMap<>();
    for (Change change : Sweep.changes()) {
      if (change.where().equals("StartDevice") && change.what().matches(".*(Off|FALSE).*")) {
        same.computeIfAbsent(SWEEP.difference(change), d -> new ArrayList<>())
            .add(change.toString());
      }
    }
    assertTrue(same.values().stream().anyMatch(names -> names.size() > 1), same::toString);
    assertTrue(same.size() > 2, same::toString);
  }

  /** The rows as TLA+ are the specification: TLC finds the same graph. */
  @Tag("ci")
  @Test
  void theSpecificationCanBeWrittenFromTheRows() throws IOException {
    Protocol protocol = new Protocol(FREE);
    Written.all(protocol, folder);
    assertTrue(sameGraph(protocol));
  }

  @Tag("whole")
  @Test
  void soItIsInEveryTypeCorrectState() throws IOException {
    Written.all(new Protocol(FREE), folder);
    TlaFiles files = new TlaFiles(Optional.of(folder));
    assertTrue(Mirrors.everywhere(new Tlc(1), files, FREE).equal());
  }

  private List<Change> sample(int size) {
    List<Change> changes = new ArrayList<>(Sweep.changes());
    Collections.shuffle(changes, new Random(seed));
    return changes.subList(0, size);
  }

  private static List<Result> some(List<Result> results, Fate fate) {
    return results.stream().filter(each -> each.fate() == fate).limit(FOR_TLC).toList();
  }

  private List<Result> assertNoneLives(List<Change> changes) {
    Tally tally = judged(changes);
    assertEquals(List.of(), tally.alive());
    return tally.results();
  }

  /** Judges each, and says how many were killed. */
  private Tally judged(List<Change> changes) {
    Tally tally = new Tally(SWEEP, changes.parallelStream().map(SWEEP::of).toList());
    System.out.printf(
        Locale.ROOT,
        "sweep      %s (%d of %d changes, -Dsample.seed=%d)%n",
        tally.sum(),
        changes.size(),
        Sweep.changes().size(),
        seed);
    return tally;
  }

  private boolean sameGraph(Protocol protocol) throws IOException {
    TlaFiles files = new TlaFiles(Optional.of(folder));
    return Mirrors.reachable(new Tlc(1), files, protocol.configuration(), Explorer.graph(protocol))
        .equal();
  }

  /** What TLC says if it does not notice the change by the same property. */
  private Optional<String> tlcSaysOtherwise(Result result) throws IOException {
    Map.Entry<String, Claim> killer = result.killers().entrySet().iterator().next();
    String name = killer.getKey().replaceFirst("^not ", "");
    Claim claim = killer.getValue();
    Protocol protocol = new Protocol(claim.configuration());
    Written.changed(protocol, result.change().make().apply(protocol), folder);
    boolean holds = claim.holds(new Tlc(1), new TlaFiles(Optional.of(folder)));
    return holds == claim.mustHold()
        ? Optional.of(name + (holds ? " holds" : " is violated"))
        : Optional.empty();
  }
}
