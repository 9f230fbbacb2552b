package org.returntoidle.spec.kit;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;

/** What a contract asks for, all of it usable. */
record Terms(
    ImmutableSet<Platform> platforms,
    Scope scope,
    Duration hangAfter,
    int runs,
    long seed,
    int repeat,
    Path recorded,
    Path counterexamples) {

  /** Transfers of one life. */
  private static final int MOST = 1_000;

  /**
   * Asks {@code contract}.
   *
   * @throws BadInputException if an answer cannot be used
   */
  static Terms of(DriverContract contract) {
    Question question = new Question(contract.getClass().getName());
    Terms terms =
        new Terms(
            platforms(question, question.ask("platforms()", contract::platforms)),
            question.ask("scope()", contract::scope),
            question.ask("hangAfter()", contract::hangAfter),
            question.ask("runs()", contract::runs),
            question.ask("seed()", contract::seed),
            question.ask("repeat()", contract::repeat),
            question.ask("recorded()", contract::recorded),
            question.ask("counterexamples()", contract::counterexamples));
    question.expect(
        terms.hangAfter.toSeconds() >= 1,
        "hangAfter() is " + terms.hangAfter.toMillis() + " ms; it must be at least 1 s");
    question.expect(terms.runs >= 0, "runs() is " + terms.runs + "; it must be at least 0");
    question.expect(
        terms.repeat >= 0 && terms.repeat <= MOST,
        "repeat() is " + terms.repeat + "; it must be from 0 to " + MOST);
    question.expect(
        Files.isDirectory(terms.recorded) || Files.notExists(terms.recorded),
        "recorded() is " + terms.recorded + ", which is not a folder");
    return terms;
  }

  private static ImmutableSet<Platform> platforms(Question question, List<Platform> answer) {
    question.expect(!answer.isEmpty(), "platforms() is empty; name XP, ME or both");
    question.expect(answer.stream().allMatch(Objects::nonNull), "platforms() has a null");
    return ImmutableSet.copyOf(answer);
  }

  /** Puts one question after the other, to foreign code. */
  private record Question(String contract) {
    <T> T ask(String name, Supplier<T> asked) {
      T answer;
      try {
        answer = asked.get();
      } catch (RuntimeException | Error e) {
        throw refused(name + " threw " + Shown.thrownAt(e));
      }
      if (answer == null) {
        throw refused(name + " returned null");
      }
      return answer;
    }

    void expect(boolean usable, String problem) {
      if (!usable) {
        throw refused(problem);
      }
    }

    private BadInputException refused(String problem) {
      return new BadInputException(contract + ": " + problem);
    }
  }
}
