package org.returntoidle.spec.inside;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.returntoidle.spec.harness.Cast;
import org.returntoidle.spec.harness.Crossing;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Explorer;
import org.returntoidle.spec.harness.Meeting;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.verdict.Columns;

/**
 * Explores how two threads interleave in a driver, with Lincheck. To be run in a JVM of its own:
 * Lincheck rewrites classes as they are loaded, and threads of a driver that hangs stay.
 */
public final class Exploration {
  /** Those of the JVM, of Lincheck and our own: not of a driver. */
  private final ImmutableSet<Thread> known =
      ImmutableSet.copyOf(Thread.getAllStackTraces().keySet());

  private final Pulse pulse;

  private static final int FIRST_ROUND = 60;

  /** Called by a thread that Lincheck does not see; the others may go on. */
  private final Runnable unseen;

  /**
   * One in a JVM in which no driver was made yet.
   *
   * @param unseen ends this JVM; a thread calls it that Lincheck does not see
   */
  public Exploration(Pulse pulse, Runnable unseen) {
    this.pulse = pulse;
    this.unseen = unseen;
  }

  /** The scenes to play: a transfer meets each kind of others, from its first call on. */
  public ImmutableList<Scene> scenes(Cast cast) {
    Meeting plain =
        new Meeting(
            cast,
            new Scene(Scene.Kind.CANCEL, Scene.OPEN - 1, Scene.OPEN, false),
            Explorer.NONE,
            new Crossing(),
            unseen);
    plain.run();
    int until = plain.surelyNotTheEnd();
    ImmutableList.Builder<Scene> scenes = ImmutableList.builder();
    scenes.add(new Scene(Scene.Kind.TWO_CALLS, 0, Scene.OPEN, false));
    scenes.add(new Scene(Scene.Kind.CANCEL, 0, Scene.OPEN, false));
    if (cast.givesReadsUp()) {
      scenes.add(new Scene(Scene.Kind.CANCEL, 1, Scene.OPEN, true));
    }
    scenes.add(new Scene(Scene.Kind.TWO_CANCELS, 1, Scene.OPEN, false));
    if (until > 1) { // Else the transfer might be over before they have come back.
      scenes.add(new Scene(Scene.Kind.SECOND_CALL, 1, until, false));
    }
    return scenes.build();
  }

  /**
   * Plays every scene in as many ways as there are, up to the first violation. Most faults show in
   * one of the first ways of one of the scenes, so all scenes come before many ways of one.
   *
   * @param most at most so many ways of each
   * @param said hears of each scene, of some twice
   * @throws UnseenThreadException if nothing can be said of the driver
   */
  public void explore(Cast cast, ImmutableList<Scene> scenes, int most, Consumer<Explored> said) {
    List<Scene> left = scenes;
    for (int round = Math.min(most, FIRST_ROUND); !left.isEmpty(); round = most) {
      List<Scene> goesOn = new ArrayList<>();
      for (Scene scene : left) {
        Explored explored = explore(cast, scene, round);
        said.accept(explored);
        if (explored.violation().isPresent()) {
          return;
        }
        if (explored.notTested().isEmpty() && !explored.all() && round < most) {
          goesOn.add(scene);
        }
      }
      left = goesOn;
    }
  }

  private Explored explore(Cast cast, Scene scene, int most) {
    Block.Notes notes = new Block.Notes(cast, scene, pulse, unseen);
    Block block = new Block(notes, new Sections());
    try {
      Lincheck.runConcurrentTest(most, block);
      return new Explored(
          scene, notes.runs(), notes.runs() < most, Optional.empty(), Optional.empty());
    } catch (LincheckAssertionError e) {
      return failed(scene, notes, String.valueOf(e.getMessage()).strip());
    } catch (RuntimeException | Error e) {
      return notTested(
          scene,
          notes,
          "Lincheck cannot run it: " + String.valueOf(e).lines().findFirst().orElse(""));
    }
  }

  private static Explored notTested(Scene scene, Block.Notes notes, String why) {
    return new Explored(scene, notes.runs(), false, Optional.empty(), Optional.of(why));
  }

  private Explored failed(Scene scene, Block.Notes notes, String says) {
    Meeting meeting = notes.current();
    if (meeting == null) {
      return notTested(scene, notes, "Lincheck cannot run it: " + why(says));
    }
    mustBeSeen(meeting);
    Optional<Finding> noticed = noticed(meeting);
    if (notes.found().isEmpty() && noticed.isEmpty()) {
      if (meeting.isOver() || !StandsStill.isSure(says)) {
        return notTested(scene, notes, "Lincheck gives up: " + last(says));
      }
      meeting.hangs();
    }
    Execution run = meeting.execution();
    Optional<Finding> finding =
        notes.found().or(() -> noticed).or(() -> Placements.violation(run, meeting.spans()));
    return finding
        .map(
            found ->
                new Explored(
                    scene,
                    notes.runs(),
                    false,
                    Optional.of(
                        new Explored.Violation(
                            found.rule(),
                            found.transfer(),
                            found.message(),
                            Columns.of(run, meeting.places()),
                            says)),
                    Optional.empty()))
        .orElseGet(() -> notTested(scene, notes, "Lincheck says: " + last(says)));
  }

  /**
   * What the harness saw by itself, however the run ends: two calls that share the device may not.
   */
  private static Optional<Finding> noticed(Meeting meeting) {
    Execution run = meeting.execution();
    ImmutableSet<String> seen =
        run.trace().stream()
            .filter(Noticed.class::isInstance)
            .map(event -> ((Noticed) event).says())
            .collect(ImmutableSet.toImmutableSet());
    return seen.isEmpty()
        ? Optional.empty()
        : Placements.violation(run, meeting.spans())
            .filter(finding -> seen.contains(finding.message()));
  }

  /** If another thread may yet do something, it is not sure that all the others stand still. */
  private void mustBeSeen(Meeting meeting) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      boolean lincheck = thread.getClass().getName().startsWith("sun.nio.ch.lincheck.");
      if (meeting.isOlder(thread) && !known.contains(thread) && !lincheck) {
        throw new UnseenThreadException(thread);
      }
    }
  }

  /** The first line behind the headline. */
  private static String why(String says) {
    return says.lines().skip(1).filter(line -> !line.isBlank()).findFirst().orElse(says);
  }

  private static String last(String says) {
    return says.lines().reduce((before, line) -> line).orElse("");
  }
}
