package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverText;

/** What was learned, in words. */
public final class LearnedText {
  private static final String NEXT = "\n           ";

  private LearnedText() {}

  /** What came out; lines, without the last line's end. */
  public static String of(Learned learned) {
    String name = Shown.name(learned.driver());
    if (learned.found().isPresent()) {
      return String.format(
              Locale.ROOT,
              "learned    %s: %s VIOLATED, found after %,d runs%s",
              name,
              learned.found().get().finding().rule(),
              learned.runs(),
              time(learned))
          + "\n\n"
          + DriverText.counterexample(learned.found().get());
    }
    if (learned.otherwise().isPresent()) {
      Learned.Otherwise why = learned.otherwise().get();
      return String.format(
              Locale.ROOT,
              "learned    %s: nothing for certain: %s, after %,d runs with %d states so far%s",
              name,
              why.why(),
              learned.runs(),
              learned.machine().map(Machine::size).orElse(0),
              time(learned))
          + lines(why.lines());
    }
    int states = learned.machine().map(Machine::size).orElse(0);
    return String.format(
        Locale.ROOT,
        "learned    %s: %d states; %d rules hold for any number of bands, transfers and cancels%s,%s"
            + "if the driver has no more than %d states (k = %d); %,d runs%s",
        name,
        states,
        learned.checks().size(),
        learned.platform().streams() ? ", up to " + pages(learned.pages()) + " in each" : "",
        NEXT,
        states + learned.extra(),
        learned.extra(),
        learned.runs(),
        time(learned));
  }

  /**
   * How two drivers differ.
   *
   * @param other its name
   */
  public static String compared(Machine machine, String other, Machine theirs) {
    Optional<ImmutableList<Letter>> word = Machine.difference(machine, theirs);
    String sizes =
        theirs.size() == machine.size()
            ? machine.size() + " states each"
            : theirs.size() + " states there, " + machine.size() + " here";
    if (word.isEmpty()) {
      return "against    " + Shown.name(other) + ": the same";
    }
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    word.get().forEach(letter -> lines.add(letter.toString()));
    lines.addAll(
        BesideEachOther.rows("there", step(theirs, word.get()), "here", step(machine, word.get())));
    return "against    "
        + Shown.name(other)
        + ": different, "
        + sizes
        + "; first after"
        + lines(lines.build());
  }

  /** What a machine does on the last letter of a word. */
  private static Step step(Machine machine, List<Letter> word) {
    int last = word.size() - 1;
    return machine
        .after(word.subList(0, last))
        .flatMap(
            state -> Optional.ofNullable(machine.states().get(state).edges().get(word.get(last))))
        .map(Machine.Edge::step)
        .orElse(Step.IMPOSSIBLE);
  }

  private static String pages(int number) {
    return number == 1 ? "1 page" : number + " pages";
  }

  private static String lines(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(NEXT).append(Shown.line(line)));
    return text.toString();
  }

  private static String time(Learned learned) {
    return String.format(Locale.ROOT, "   %.1f s", learned.milliseconds() / 1000.0);
  }
}
