package org.returntoidle.spec.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;

/** Judges with equal memories say the same of whatever comes. */
class MemoryTest {
  private static final long SEED = Long.getLong("sample.seed", 20261130L);
  private static final Scope SCOPE = Scope.of(Bounds.of(3, 4, 4, 3)).withPages(2);

  /** Of each driver. */
  private static final int RUNS = 40;

  /** How many ends are tried of one memory, and behind how many other beginnings. */
  private static final int ENDS = 40;

  private static final int PARTS = 12;

  /** Whose fields are looked at one by one, and of whom that is so from {@code memory()} on. */
  private static final ImmutableList<Class<?>> JUDGES =
      ImmutableList.of(
          Judge.class,
          TransferFacts.class,
          Anomalies.class,
          StreamJudge.class,
          StreamFacts.class,
          StreamFacts.Before.class,
          Told.class);

  /** Of those who write their memory themselves: what it has, and why it has not the rest. */
  private static final ImmutableSet<String> BY_HAND =
      ImmutableSet.of(
          "Delivery.image",
          "Delivery.earlier", // Which rule names an old byte.
          "Delivery.hasBytes",
          "Delivery.parts", // Beyond what it says of bands: it only asks whether there are any.
          "Delivery.due",
          "Delivery.lost",
          "Delivery.old",
          "Delivery.outOfOrder",
          "Delivery.changed",
          "Image.transfer", // A number that only words have.
          "Image.bytes",
          "Image.bands",
          "Image.whole",
          "Pages.job",
          "Pages.transfer", // Where there are no bytes; a number that is the same for all.
          "Pages.evidence", // The same for all of a run.
          "Pages.read",
          "Pages.asked",
          "Pages.all",
          "Pages.wrong",
          "Pages.feederIsEmpty",
          "Pages.inPage",
          "Pages.writes", // Whether there are any, the pages say.
          "Pages.skips", // The pages say which.
          "Page.content",
          "Page.written",
          "Page.bands",
          "Page.writtenBands",
          "Page.size",
          "Page.writtenSize",
          "Page.hasSize",
          "Page.hasNames",
          "Page.whole",
          "Page.skipped");

  private static Stream<Field> fields(Class<?> owner) {
    return Stream.concat(
        Arrays.stream(owner.getDeclaredFields()).filter(Memory::matters),
        Arrays.stream(owner.getDeclaredClasses())
            .filter(inner -> !inner.isEnum() && !JUDGES.contains(inner))
            .filter(inner -> inner != Pages.Wrong.class) // Whether there is one; what it says.
            .flatMap(MemoryTest::fields));
  }

  private static ImmutableSet<String> byHand() {
    return Stream.of(Delivery.class, Image.class, Pages.class)
        .flatMap(MemoryTest::fields)
        .map(Memory::name)
        .collect(ImmutableSet.toImmutableSet());
  }

  @Test
  void everyFieldIsRememberedOrHasAReason() {
    assertEquals(byHand(), BY_HAND);
    ImmutableSet<String> oneByOne =
        JUDGES.stream()
            .flatMap(MemoryTest::fields)
            .map(Memory::name)
            .collect(ImmutableSet.toImmutableSet());
    assertEquals(ImmutableSet.of(), Sets.difference(Memory.WITHOUT.keySet(), oneByOne));
  }

  /** A beginning of a run without a violation, and what comes after it. */
  private record Cut(Execution run, int events) {
    Execution before(Cut other) {
      return Transplant.of(run, events, other.run, other.events);
    }

    ImmutableList<Integer> broken(Cut end) {
      return Transplant.broken(before(end), Transplant.transfer(run, events), Reading.PERMISSIVE);
    }
  }

  /** They take longer to make than to look at. */
  private static final Map<Platform, List<Cut>> CUTS = new HashMap<>();

  private static List<Cut> cuts(Platform platform) {
    return CUTS.computeIfAbsent(platform, MemoryTest::made);
  }

  private static List<Cut> made(Platform platform) {
    List<Cut> cuts = new ArrayList<>();
    Random random = new Random(SEED);
    for (BuiltInDriver driver : BuiltInDriver.values()) {
      if (driver.streams() != platform.streams() || JudgeTally.hasThreads(driver)) {
        continue;
      }
      Limits limits = Limits.beyond(SCOPE, Duration.ofSeconds(30), false);
      try (Harness harness = new Harness(driver.factory(), platform, limits)) {
        for (int i = 0; i < RUNS; i++) {
          Execution run = harness.run(scheduler(random));
          for (int events = 0; events < run.trace().size(); events++) {
            if (Transplant.first(run.first(events), Reading.PERMISSIVE).isPresent()) {
              break; // More than that there is a violation need not be known.
            }
            cuts.add(new Cut(run, events));
          }
        }
      }
    }
    return cuts;
  }

  private static Scheduler scheduler(Random random) {
    int rare = 2 + random.nextInt(5);
    return (point, options) -> {
      Move any = options.get(random.nextInt(options.size()));
      return random.nextInt(rare) == 0 && !any.isRace() ? any : options.get(0);
    };
  }

  /** What a memory leaves out. */
  private record Forgets(Set<String> fields, boolean whatIsOver) {
    Memory memory(Cut cut) {
      return Memory.of(cut.run(), cut.events(), Reading.PERMISSIVE, fields, whatIsOver);
    }
  }

  private static final Forgets ORDINARY = new Forgets(Memory.WITHOUT.keySet(), true);

  /** What does not change in a run, and the judge's memory. */
  private record Key(boolean asynchronous, boolean byItself, boolean bytes, String memory) {}

  private static Map<Key, List<Cut>> groups(List<Cut> cuts, Forgets what) {
    return cuts.stream()
        .collect(
            Collectors.groupingBy(
                cut ->
                    new Key(
                        cut.run().asynchronous(),
                        cut.run().cancelsByItself(),
                        cut.run().bytes(),
                        what.memory(cut).text()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /**
   * Two cuts with equal memories and another verdict on what comes behind one of them.
   *
   * @param finer such that memories that have this, too, need not be compared with each other
   */
  private static Optional<String> difference(List<Cut> cuts, Forgets without, Forgets finer) {
    Random random = new Random(SEED);
    for (List<Cut> equal : groups(cuts, without).values()) {
      List<List<Cut>> parts = new ArrayList<>(groups(equal, finer).values());
      Collections.shuffle(parts, random);
      for (List<Cut> part : parts) {
        Collections.shuffle(part, random);
        for (Cut end : part.subList(0, Math.min(ENDS, part.size()))) {
          ImmutableList<Integer> expected = end.broken(end);
          for (List<Cut> other : parts.subList(0, Math.min(PARTS, parts.size()))) {
            Cut begin = other.get(random.nextInt(other.size()));
            if (other != part && !expected.equals(begin.broken(end))) {
              return Optional.of(shown(begin, end));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String shown(Cut begin, Cut end) {
    return "seed %d: %s%nafter %s%nbroken %s %s%nand after %s%nbroken %s %s"
        .formatted(
            SEED,
            Iterables.skip(end.run().trace(), end.events()),
            end.run().trace().subList(0, end.events()),
            end.broken(end),
            Transplant.first(end.run(), Reading.PERMISSIVE),
            begin.run().trace().subList(0, begin.events()),
            begin.broken(end),
            Transplant.first(begin.before(end), Reading.PERMISSIVE));
  }

  /** What does not even say which rule names a violation. */
  private static Forgets finest() {
    return new Forgets(
        Maps.filterValues(Memory.WITHOUT, why -> !why.equals(Memory.ONLY_NAMES)).keySet(), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XP", "VISTA"})
  @Tag("ci")
  void equalMemoriesLeadToEqualVerdicts(Platform platform) {
    assertEquals(Optional.empty(), difference(cuts(platform), ORDINARY, finest()));
  }

  /** Whoever forgets one thing more takes for equal what is not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "XP: TransferFacts.delivery",
        "XP: TransferFacts.bandsAfterCause",
        "XP: TransferFacts.unknownSuccess",
        "XP: TransferFacts.status TransferFacts.cause",
        "VISTA: StreamFacts.pages",
        "VISTA: StreamFacts.streamOpen",
        "VISTA: StreamFacts.faultCode",
        "VISTA: StreamFacts.inFlight",
        "VISTA: StreamJudge.facts",
      })
  @Tag("ci")
  void whatIsForgottenShows(String forgotten) {
    List<String> words =
        Splitter.on(CharMatcher.anyOf(": ")).omitEmptyStrings().splitToList(forgotten);
    Platform platform = words.get(0).equals("XP") ? Platform.XP : Platform.VISTA;
    Set<String> without =
        Sets.union(Memory.WITHOUT.keySet(), Set.copyOf(words.subList(1, words.size())));
    assertNotEquals(
        Optional.empty(),
        difference(cuts(platform), new Forgets(without, true), ORDINARY),
        "seed " + SEED);
  }

  /** Somebody who remembers by hand, and got a field that nobody thought of. */
  private static final class ByHand {
    /** One of a kind that has fields of its own. */
    @SuppressWarnings("UnusedNestedClass")
    private static final class Part {
      @SuppressWarnings("unused")
      private int inside;
    }

    @SuppressWarnings("unused")
    private boolean later;

    @SuppressWarnings("unused")
    private static int ofAll;
  }

  @Test
  void aFieldThatNobodyThoughtOfShows() {
    assertEquals(
        ImmutableSet.of("ByHand.later", "Part.inside"),
        fields(ByHand.class).map(Memory::name).collect(ImmutableSet.toImmutableSet()));
  }
}
