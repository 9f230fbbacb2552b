package org.returntoidle.tla.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import org.returntoidle.tla.engine.Mirror;
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
  private static final int FEW = 30;

  private static final int SAMPLE = 400;
  private static final int FOR_TLC = 12;
  private static final Configuration FREE = Configuration.DEFAULT.with(Bounds.NONE);

  @TempDir private Path folder = Path.of("unset");

  @Test
  void aFewChangesAreNoticedByARule() {
    assertNoneLives(sample(FEW));
  }

  @Tag("ci")
  @Test
  void aSampleIsNoticedByARuleAndTlcSaysSo() throws IOException {
    List<Result> results = assertNoneLives(sample(SAMPLE));
    List<Result> killed = results.stream().filter(each -> each.fate() == Fate.KILLED).toList();
    for (Result result : killed.subList(0, FOR_TLC)) {
      assertEquals(Optional.empty(), tlcSaysOtherwise(result), result::toString);
    }
  }

  @Tag("whole")
  @Test
  void everyChangeIsNoticedByARule() {
    assertNoneLives(Sweep.changes());
  }

  /** What nobody asks about lives. */
  @Test
  void aPressThatIsForgottenLivesWithoutTheRuleThatKeepsIt() {
    Change forgotten =
        Sweep.changes().stream()
            .filter(
                change -> change.toString().equals("VALUE_OVERWRITTEN SubmitRead: button' = FALSE"))
            .findFirst()
            .orElseThrow();
    assertEquals(Set.of("A1_PressIsKept"), new Sweep(Set.of()).of(forgotten).killers().keySet());
    assertEquals(Fate.ALIVE, new Sweep(Set.of("A1_PressIsKept")).of(forgotten).fate());
  }

  @Test
  void twoChangesWithTheSameEffectAreOne() {
    Sweep sweep = new Sweep(Set.of());
    Map<Object, List<String>> same = new HashMap<>();
    for (Change change : Sweep.changes()) {
      if (change.where().equals("StartDevice") && change.what().matches(".*(Off|FALSE).*")) {
        Result result = sweep.of(change);
        same.computeIfAbsent(result.difference(), d -> new ArrayList<>()).add(change.toString());
      }
    }
    assertTrue(same.values().stream().anyMatch(names -> names.size() > 1), same::toString);
    assertTrue(same.size() > 2, same::toString);
  }

  /** The rows as TLA+ are the specification: TLC finds the same graph. */
  @Test
  void theSpecificationCanBeWrittenFromTheRows() throws IOException {
    Protocol protocol = new Protocol(FREE);
    Written.all(protocol, folder);
    TlaFiles files = new TlaFiles(Optional.of(folder));
    Mirror.Result result = Mirrors.reachable(new Tlc(1), files, FREE, Explorer.graph(protocol));
    assertTrue(result.equal(), result::toString);
  }

  @Tag("ci")
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

  /** Judges each, and says how many were killed. */
  private List<Result> assertNoneLives(List<Change> changes) {
    Sweep sweep = new Sweep(Set.of());
    List<Result> results = changes.parallelStream().map(sweep::of).toList();
    long equivalent = count(results, Fate.EQUIVALENT);
    System.out.printf(
        Locale.ROOT,
        "sweep      killed %d of %d, %d equivalent (%d of %d changes, -Dsample.seed=%d)%n",
        count(results, Fate.KILLED),
        results.size() - equivalent,
        equivalent,
        results.size(),
        Sweep.changes().size(),
        seed);
    assertEquals(
        List.of(), results.stream().filter(result -> result.fate() == Fate.ALIVE).toList());
    return results;
  }

  private static long count(List<Result> results, Fate fate) {
    return results.stream().filter(result -> result.fate() == fate).count();
  }

  /** What TLC says if it does not notice the change by the same property. */
  private Optional<String> tlcSaysOtherwise(Result result) throws IOException {
    Map.Entry<String, Claim> killer = result.killers().entrySet().iterator().next();
    String name = killer.getKey().replaceFirst("^not ", "");
    Claim claim = killer.getValue().only(name);
    Protocol protocol = new Protocol(claim.configuration());
    Written.changed(protocol, result.change().make().apply(protocol), folder);
    boolean holds = claim.holds(new Tlc(1), new TlaFiles(Optional.of(folder)));
    return holds == claim.mustHold()
        ? Optional.of(name + (holds ? " holds" : " is violated"))
        : Optional.empty();
  }
}
