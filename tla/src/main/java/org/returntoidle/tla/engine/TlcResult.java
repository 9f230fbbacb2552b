package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one run of TLC said.
 *
 * @param exitCode of the process: 0 success, 12 a property of states, 13 of steps or behaviours
 * @param messageCode of the message that says what it amounts to; 0 if none does
 * @param outcome what it amounts to
 * @param version TLC's own, such as {@code 2.18}
 * @param initialStates different initial states
 * @param generatedStates initial states plus generated steps
 * @param distinctStates different states
 * @param depth length of the longest of the shortest paths
 * @param violated the property that does not hold, where TLC names it
 * @param counterexample the actions that lead to the violation, empty if there is none
 * @param states of the counterexample, from an initial one on, as the mirror check writes states
 * @param loop what the counterexample does for ever, where it is an infinite one
 * @param problem the first lines of what went wrong; empty unless {@code outcome} is FAILED
 * @param milliseconds wall clock of the whole process
 */
public record TlcResult(
    int exitCode,
    int messageCode,
    Outcome outcome,
    String version,
    long initialStates,
    long generatedStates,
    long distinctStates,
    int depth,
    Optional<String> violated,
    ImmutableList<String> counterexample,
    ImmutableList<String> states,
    Optional<String> loop,
    String problem,
    long milliseconds) {

  /** What a run amounts to. */
  public enum Outcome {
    /** Every state was visited and every claim of the configuration holds. */
    HOLDS,
    /** A claim does not hold, and here is a counterexample. */
    VIOLATED,
    /** No verdict: TLC was killed, ran out of memory or did not accept its input. */
    FAILED
  }

  private static final String TROUBLE = ".*(Exception|Error|OutOfMemory).*";
  private static final Pattern COUNTS =
      Pattern.compile(
          "([\\d,]+) states generated, ([\\d,]+) distinct states found, ([\\d,]+) states left.*",
          Pattern.DOTALL);
  private static final Pattern NAMED =
      Pattern.compile("(?:Invariant|Action property) (\\S+) is violated.*", Pattern.DOTALL);
  private static final Pattern STEP = Pattern.compile("\\d+: <(\\w+) line .*", Pattern.DOTALL);
  private static final Pattern BACK = Pattern.compile(".*, back to state (\\d+)");
  private static final Pattern VERSION = Pattern.compile("TLC2 Version (\\S+).*", Pattern.DOTALL);
  private static final Pattern INITIAL =
      Pattern.compile(".*?: ([\\d,]+) distinct states? generated.*", Pattern.DOTALL);
  private static final Pattern DEPTH = Pattern.compile(".*search is (\\d+).*", Pattern.DOTALL);

  /** Assumption, evaluation, parsing, configuration: TLC does not accept what it was given. */
  private static final ImmutableSet<Integer> WRONG_INPUT = ImmutableSet.of(10, 75, 150, 151, 255);

  private static final ImmutableSet<Integer> VIOLATIONS =
      ImmutableSet.of(
          ToolMessage.INVARIANT_VIOLATED,
          ToolMessage.INVARIANT_VIOLATED_INITIALLY,
          ToolMessage.ACTION_PROPERTY_VIOLATED,
          ToolMessage.TEMPORAL_PROPERTY_VIOLATED);

  /**
   * How many steps TLC generated. A step that an action makes in several ways, such as by each half
   * of a disjunction, or that two actions with one name have, is counted as often. A protocol that
   * has no such step has so many edges.
   */
  public long generatedSteps() {
    return generatedStates - initialStates;
  }

  /** The last state of the counterexample; empty if there is none. */
  public Optional<String> lastState() {
    return states.isEmpty() ? Optional.empty() : Optional.of(states.get(states.size() - 1));
  }

  /** Which of the states, from 0 on, is the next one after the last; empty if none is. */
  public OptionalInt loopStart() {
    Matcher back = BACK.matcher(loop.orElse(""));
    if (back.matches()) {
      return OptionalInt.of(Integer.parseInt(back.group(1)) - 1);
    }
    return loop.isPresent() && !states.isEmpty()
        ? OptionalInt.of(states.size() - 1)
        : OptionalInt.empty();
  }

  /** The same, where TLC did not name what does not hold, and it is {@code property}. */
  public TlcResult violating(String property) {
    return new TlcResult(
        exitCode,
        messageCode,
        outcome,
        version,
        initialStates,
        generatedStates,
        distinctStates,
        depth,
        Optional.of(property),
        counterexample,
        states,
        loop,
        problem,
        milliseconds);
  }

  /** Whether it failed because of a module or a configuration. */
  public boolean isInputWrong() {
    return WRONG_INPUT.contains(exitCode);
  }

  /**
   * Whether TLC found that a temporal property is violated, and then failed while it wrote the
   * counterexample. Two of its threads read one file of the graph then, and now and then the one
   * moves the place from which the other reads. The same run once more finds the same violation.
   */
  boolean lostItsCounterexample() {
    return outcome == Outcome.FAILED && messageCode == ToolMessage.TEMPORAL_PROPERTY_VIOLATED;
  }

  /** Reads TLC's output. A verdict needs the exit code and the messages to agree. */
  static TlcResult parse(int exitCode, List<String> lines, long milliseconds) {
    ImmutableList<ToolMessage> messages = ToolMessage.parse(lines);
    Matcher counts = match(messages, m -> m.code() == ToolMessage.FINAL_COUNTS, COUNTS);
    boolean complete = counts.matches() && number(counts.group(3)) == 0;
    Outcome outcome = Outcome.FAILED;
    if (exitCode == 0
        && complete
        && has(messages, m -> m.code() == ToolMessage.SUCCESS)
        && !has(messages, ToolMessage::isError)) {
      outcome = Outcome.HOLDS;
    } else if ((exitCode == 12 || exitCode == 13)
        && has(messages, m -> VIOLATIONS.contains(m.code()))) {
      outcome = Outcome.VIOLATED;
    }
    Matcher version = match(messages, m -> m.code() == ToolMessage.VERSION, VERSION);
    Matcher depth = match(messages, m -> m.code() == ToolMessage.DEPTH, DEPTH);
    Matcher violated = match(messages, m -> VIOLATIONS.contains(m.code()), NAMED);
    Matcher initial = match(messages, m -> m.code() == ToolMessage.INITIAL_STATES, INITIAL);
    return new TlcResult(
        exitCode,
        messages.stream()
            .map(ToolMessage::code)
            .filter(code -> code == ToolMessage.SUCCESS || VIOLATIONS.contains(code))
            .findFirst()
            .orElse(0),
        outcome,
        version.matches() ? version.group(1) : "unknown",
        initial.matches() ? number(initial.group(1)) : 0,
        counts.matches() ? number(counts.group(1)) : 0,
        counts.matches() ? number(counts.group(2)) : 0,
        depth.matches() ? Integer.parseInt(depth.group(1)) - 1 : 0,
        violated.matches() ? Optional.of(violated.group(1)) : Optional.empty(),
        counterexample(messages),
        states(messages),
        loop(messages),
        outcome == Outcome.FAILED ? problem(exitCode, messages, lines) : "",
        milliseconds);
  }

  private static ImmutableList<String> counterexample(List<ToolMessage> messages) {
    ImmutableList.Builder<String> actions = ImmutableList.builder();
    for (ToolMessage message : messages) {
      Matcher step = STEP.matcher(message.body());
      if (message.code() == ToolMessage.STATE && step.matches()) {
        actions.add(step.group(1));
      }
    }
    return actions.build();
  }

  private static ImmutableList<String> states(List<ToolMessage> messages) {
    // What is wrong in the beginning is told in one message, without a trace.
    return messages.stream()
        .filter(
            message ->
                message.code() == ToolMessage.STATE
                    || message.code() == ToolMessage.INVARIANT_VIOLATED_INITIALLY)
        .map(message -> message.body().replaceFirst("^[^\n]*\n", "").strip())
        .map(StateText::canonical)
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<String> loop(List<ToolMessage> messages) {
    for (ToolMessage message : messages) {
      if (message.code() == ToolMessage.STUTTERING) {
        return Optional.of("nothing more happens");
      }
      if (message.code() == ToolMessage.BACK_TO_STATE) {
        Matcher back =
            Pattern.compile("(\\d+): Back to state: <(\\w+).*", Pattern.DOTALL)
                .matcher(message.body());
        return back.matches()
            ? Optional.of(back.group(2) + ", back to state " + back.group(1))
            : Optional.of(message.body());
      }
    }
    return Optional.empty();
  }

  private static String problem(int exitCode, List<ToolMessage> messages, List<String> lines) {
    String said =
        parseError(lines)
            .or(
                () ->
                    messages.stream()
                        .filter(ToolMessage::isError)
                        .map(ToolMessage::body)
                        .findFirst())
            .or(() -> lines.stream().filter(line -> line.matches(TROUBLE)).findFirst())
            .orElse("it ended without a verdict");
    return String.format(
        Locale.ROOT,
        "TLC exit code %d: %s",
        exitCode,
        said.lines().filter(line -> !line.isBlank()).limit(2).collect(Collectors.joining(" ")));
  }

  /** What the parser says, which stands between the messages. */
  private static Optional<String> parseError(List<String> lines) {
    List<String> after =
        lines.stream()
            .dropWhile(line -> !line.startsWith("***Parse Error") && !line.startsWith("*** Errors"))
            .skip(1)
            .filter(line -> !line.isBlank())
            .limit(2)
            .toList();
    return after.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", after));
  }

  private static boolean has(List<ToolMessage> messages, Predicate<ToolMessage> which) {
    return messages.stream().anyMatch(which);
  }

  private static Matcher match(
      List<ToolMessage> messages, Predicate<ToolMessage> which, Pattern pattern) {
    String body = messages.stream().filter(which).map(ToolMessage::body).findFirst().orElse("");
    return pattern.matcher(body);
  }

  private static long number(String digits) {
    return Long.parseLong(digits.replace(",", ""));
  }
}
