package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.LearnedPart;

/** What was learned, in words. */
public final class LearnedText {
  private static final String NEXT = "\n           ";

  private LearnedText() {}

  /** What came out; lines, without the last line's end. */
  public static String of(Learned learned) {
    String line = of(Shown.name(learned.driver()), learned.part());
    return learned
        .found()
        .map(found -> line + "\n\n" + DriverText.counterexample(found))
        .orElse(line);
  }

  /**
   * The same without a counterexample.
   *
   * @param name of the driver
   */
  public static String of(String name, LearnedPart part) {
    if (part.found().isPresent()) {
      return String.format(
          Locale.ROOT,
          "learned    %s: %s VIOLATED, found after %,d runs%s",
          name,
          part.found().get().finding().rule(),
          part.runs(),
          time(part));
    }
    if (part.otherwise().isPresent()) {
      LearnedPart.Otherwise why = part.otherwise().get();
      return String.format(
              Locale.ROOT,
              "learned    %s: nothing for certain: %s; %d states so far, %,d runs%s",
              name,
              why.why(),
              part.states(),
              part.runs(),
              time(part))
          + lines(why.lines());
    }
    return String.format(
        Locale.ROOT,
        "learned    %s: %d states; %d rules hold for any number of bands, transfers and cancels%s,%s"
            + "if the driver has no more than %d states (k = %d); %,d runs%s",
        name,
        part.states(),
        part.rules(),
        part.pages() > 0 ? ", up to " + pages(part.pages()) + " in each" : "",
        NEXT,
        part.states() + part.extra(),
        part.extra(),
        part.runs(),
        time(part));
  }

  /**
   * How two drivers differ.
   *
   * @param other its name
   * @param wasSaved whether that is what this driver was before
   */
  public static String compared(Machine machine, String other, Machine theirs, boolean wasSaved) {
    Optional<ImmutableList<Letter>> word = Machine.difference(machine, theirs);
    String sizes = sizes(machine.size(), theirs.size(), wasSaved);
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

  private static String sizes(int here, int there, boolean wasSaved) {
    if (here == there) {
      return here + " states each";
    }
    return wasSaved
        ? "the driver "
            + (here > there ? "grew" : "shrank")
            + " from "
            + there
            + " to "
            + here
            + " states"
        : there + " states there, " + here + " here";
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

  private static String time(LearnedPart part) {
    return String.format(Locale.ROOT, "   %.1f s", part.milliseconds() / 1000.0);
  }
}
