package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.model.Action;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Threw;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.inside.InsideText;
import org.returntoidle.spec.rules.ModelOracle;
import org.returntoidle.spec.rules.ModelOracle.Followed;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.NotCovered;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;
import org.returntoidle.spec.verify.TextReport;

/**
 * The verdict on a driver as the page tells it.
 *
 * @param part what the harness found
 * @param inside what came out between its statements, if that was asked
 * @param command the command that replays a file
 */
public record DriverStory(
    DriverPart part, Optional<InsidePart> inside, Function<Path, String> command) {

  /** One of which only the calls were looked at. */
  public DriverStory(DriverPart part, Function<Path, String> command) {
    this(part, Optional.empty(), command);
  }

  /** The rule that an order of its statements has broken; empty if none has. */
  public String interleaved() {
    return inside.flatMap(InsidePart::rule).map(Rule::name).orElse("");
  }

  /** What came out between its statements; empty if that was not asked. */
  public String betweenStatements() {
    return inside.map(found -> InsideText.lines(part.name(), found)).orElse("");
  }

  /** The verdict in the words of the command line. */
  public String text() {
    return TextReport.driver(part, command);
  }

  /** How many rules it keeps. */
  public long kept() {
    return part.count(Verdict.HOLDS);
  }

  /** How many schedules were run, of all kinds. */
  public long schedules() {
    return part.schedules().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many orders of its statements were run; 0 if that was not asked. */
  public int interleavings() {
    return inside.map(InsidePart::interleavings).orElse(0);
  }

  /** How many schedules were run, of which kind. */
  public String runs() {
    return DriverText.runs(part);
  }

  /** Up to where every schedule was run. */
  public String bound() {
    return DriverText.bound(part).replaceAll("\\s+", " ");
  }

  /** The counterexample; empty if there is none. */
  public Optional<Counterexample> found() {
    return part.counterexample();
  }

  /** Whether the driver of the counterexample claims asynchronous cancel. */
  public boolean asynchronous() {
    return found().orElseThrow().run().asynchronous();
  }

  /** The command that runs the counterexample again; empty if it was not written. */
  public String replay() {
    return part.replay().map(command).orElse("");
  }

  /** In which transfer it went wrong; empty if nothing did. */
  public String where() {
    return found().map(one -> DriverText.where(one.finding())).orElse("");
  }

  /** What the verdict does not cover. */
  public ImmutableList<NotCovered> notCovered() {
    return NotCovered.by(part);
  }

  /** The counterexample as text that can be pasted. */
  public String counterexample() {
    return found().map(DriverText::counterexample).orElse("");
  }

  /** The counterexample as a diagram. */
  public Sequence sequence() {
    Counterexample counterexample = found().orElseThrow();
    return Sequence.of(
        counterexample.finding().rule() + ": " + counterexample.finding().message(),
        counterexample.run(),
        counterexample.places(),
        wrongStep().index());
  }

  /** The step of the counterexample at which it goes wrong. */
  public WrongStep wrongStep() {
    return WrongStep.of(found().orElseThrow());
  }

  /** As much of the counterexample as the model permits. */
  public Steps steps() {
    return permitted(found().orElseThrow().run());
  }

  /**
   * A run, as far as it is one of the model's.
   *
   * @param link to the last state that both have
   * @param count how many steps both have in common
   * @param next what the driver did then; empty if the model permits the whole run
   * @param why the model does not permit it
   */
  public record Steps(String link, int count, String next, String why) {}

  static Steps permitted(Execution run) {
    return run.platform().streams() ? StreamSteps.permitted(run) : ofBands(run);
  }

  /**
   * What can be a step of the model's: not what was thrown, though what it means to the machine is,
   * and no other event while idle.
   */
  private static ImmutableList<TraceEvent> steps(Execution run) {
    ImmutableList.Builder<TraceEvent> steps = ImmutableList.builder();
    boolean inCall = false;
    for (TraceEvent event : run.trace()) {
      Action action = event instanceof Happened happened ? happened.action() : null;
      inCall |= action == Action.ACQUIRE_ITEM_DATA;
      inCall &= action != Action.RETURN_FROM_ACQUIRE;
      if (!(event instanceof Threw) && (inCall || action != Action.NOTIFY_OTHER_EVENT)) {
        steps.add(event);
      }
    }
    return steps.build();
  }

  private static Steps ofBands(Execution run) {
    DriverKind kind = run.asynchronous() ? DriverKind.INTERRUPTIBLE : DriverKind.NOT_ASYNCHRONOUS;
    ImmutableList<TraceEvent> steps = steps(run);
    Steps best = new Steps("", -1, "", "");
    for (ApplicationKind application : ApplicationKind.values()) {
      Configuration configuration =
          new Configuration(run.platform(), kind, application, Bounds.NONE);
      Followed followed = ModelOracle.follow(run, new Protocol(configuration)::next);
      if (followed.steps() > best.count()) {
        ImmutableList<Action> actions =
            steps.subList(0, followed.steps()).stream()
                .flatMap(event -> ModelOracle.action(event).stream())
                .collect(ImmutableList.toImmutableList());
        best =
            new Steps(
                new Walk<>(Profile.of(configuration), actions).link(),
                followed.steps(),
                followed.difference().map(d -> "" + steps.get(followed.steps())).orElse(""),
                followed.why());
      }
    }
    return best;
  }
}
