package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;
import de.learnlib.oracle.MembershipOracle.MealyMembershipOracle;
import de.learnlib.query.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import net.automatalib.word.Word;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;

/**
 * Asks a driver, and remembers every answer. What it was asked before it is not asked again, and
 * whatever it does a second time on the way is compared with the first time. For one thread.
 */
final class Answers implements MealyMembershipOracle<Letter, Step> {
  private final Harness harness;
  private final Judging judging;
  private final LongPredicate isOver;
  private final Map<Step, Step> steps = new HashMap<>();
  private final Node root = new Node();
  private final Set<Letter> letters = new LinkedHashSet<>();
  private long runs;

  /** What was found when a run was taken in; it cannot be thrown on the harness's threads. */
  private @Nullable RuntimeException trouble;

  /** What is known after some letters. */
  static final class Node {
    private final Map<Letter, Node> next = new LinkedHashMap<>();

    /** Null if it was seen in part only. */
    private @Nullable Step step;

    /** The answer to the last letter, if all of it was seen. */
    Optional<Step> step() {
      return Optional.ofNullable(step);
    }

    /** Whether a letter can come next, as far as that is known. */
    private boolean takes(Letter letter) {
      return step == null || step.letters().contains(letter);
    }

    /** What is known behind it. */
    Map<Letter, Node> next() {
      return next;
    }
  }

  /** The search for the machine ends without one. */
  static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndedException() {
      super("a violation was found, or the time is up");
    }
  }

  /**
   * Asks the drivers of a harness.
   *
   * @param judging looks at every run
   * @param isOver whether nothing more is to be asked, by the number of runs
   */
  Answers(Harness harness, Judging judging, LongPredicate isOver) {
    this.harness = harness;
    this.judging = judging;
    this.isOver = isOver;
    each(ImmutableList.of(ImmutableList.of()), (word, run, stretch) -> {});
  }

  /** The beginning. */
  Node root() {
    return root;
  }

  /** All that fitted anywhere so far. */
  ImmutableSet<Letter> letters() {
    return ImmutableSet.copyOf(letters);
  }

  /** How often the driver was run. */
  long runs() {
    return runs;
  }

  @Override
  public void processQueries(Collection<? extends Query<Letter, Word<Step>>> queries) {
    for (Query<Letter, Word<Step>> query : queries) {
      List<Step> all = answer(query.getInput().asList());
      query.answer(Word.fromList(all.subList(query.getPrefix().length(), all.size())));
    }
  }

  /**
   * The answer to each letter of a word.
   *
   * @throws NotDeterministicException if the driver did something else before
   * @throws EndedException if nothing more is to be asked
   */
  List<Step> answer(List<Letter> word) {
    Optional<List<Step>> known = known(word);
    while (known.isEmpty()) { // One run shows the answer to a part of it.
      each(ImmutableList.of(ImmutableList.copyOf(unknown(word))), (part, run, stretch) -> {});
      known = known(word);
    }
    return known.get();
  }

  /** What is known of a word; empty if the driver has to be asked. */
  Optional<List<Step>> known(List<Letter> word) {
    Node node = root;
    List<Step> answers = new ArrayList<>(word.size());
    for (Letter letter : word) {
      if (node.step == null) {
        return Optional.empty();
      }
      if (!node.takes(letter)) {
        answers.add(Step.IMPOSSIBLE);
        continue;
      }
      Node next = node.next.get(letter);
      if (next == null || next.step == null) {
        return Optional.empty();
      }
      node = next;
      answers.add(next.step);
    }
    return Optional.of(answers);
  }

  /** A first part of a word whose answer is not known, without the letters that do not fit. */
  private List<Letter> unknown(List<Letter> word) {
    Node node = root;
    List<Letter> fit = new ArrayList<>(word.size());
    for (Letter letter : word) {
      if (!node.takes(letter)) {
        continue;
      }
      fit.add(letter);
      Node next = node.next.get(letter);
      if (next == null || next.step == null) {
        return fit;
      }
      node = next;
    }
    return fit;
  }

  /**
   * Runs some words, whether or not the answers are known.
   *
   * @param words each has letters that fit only
   * @param taken takes in each run
   */
  void each(Iterable<ImmutableList<Letter>> words, Taken taken) {
    end();
    harness.runAll(
        Iterators.transform(words.iterator(), Player::new),
        player -> player,
        (player, run) -> {
          Optional<Player.Stretch> stretch = take(player, run);
          stretch.ifPresent(seen -> taken.take(player.word(), run, seen));
          return goesOn();
        });
    end();
  }

  /** Takes in what is seen behind the last letter of a word that fits. */
  interface Taken {
    void take(ImmutableList<Letter> word, Execution run, Player.Stretch stretch);
  }

  private boolean goesOn() {
    return trouble == null && !isOver.test(runs) && !judging.ends();
  }

  /**
   * Asks some words whose answers are not known.
   *
   * @param words each has letters that fit only
   * @param isRight whether something that is seen is what was expected; if not, that ends it
   * @return the letters behind which it is not
   */
  Optional<ImmutableList<Letter>> first(
      Iterator<ImmutableList<Letter>> words, Predicate<Player.Stretch> isRight) {
    end();
    List<ImmutableList<Letter>> found = new ArrayList<>();
    Iterator<Player> players =
        Iterators.transform(Iterators.filter(words, word -> !isKnown(word)), Player::new);
    harness.runAll(
        players,
        player -> player,
        (player, run) -> {
          take(player, run);
          player.stretches(run).stream()
              .filter(isRight.negate())
              .findFirst()
              .ifPresent(stretch -> found.add(stretch.letters()));
          return found.isEmpty() && goesOn();
        });
    end();
    return found.stream().findFirst();
  }

  /** Whether the answer to the last letter is known. */
  private boolean isKnown(ImmutableList<Letter> word) {
    Node node = root;
    for (Letter letter : word) {
      Node next = node.next.get(letter);
      if (next == null) {
        return false;
      }
      node = next;
    }
    return node.step != null;
  }

  private void end() {
    if (trouble != null) {
      throw trouble;
    }
    if (isOver.test(runs) || judging.ends()) {
      throw new EndedException();
    }
  }

  /** What is seen behind the last letter of the word; empty if it did not fit, or on trouble. */
  private Optional<Player.Stretch> take(Player player, Execution run) {
    runs++;
    judging.add(player.word(), run);
    Optional<Player.Stretch> last = Optional.empty();
    Node node = root;
    for (Player.Stretch stretch : player.stretches(run)) {
      if (!stretch.letters().isEmpty()) {
        Letter letter = stretch.letters().get(stretch.letters().size() - 1);
        node = node.next.computeIfAbsent(letter, one -> new Node());
      }
      if (node.step != null && !stretch.isPartOf(node.step)) {
        trouble = new NotDeterministicException(stretch.letters(), node.step, stretch.step());
        return Optional.empty();
      }
      if (node.step == null && stretch.whole()) {
        node.step = steps.computeIfAbsent(stretch.step(), known -> known);
        letters.addAll(node.step.letters());
      }
      if (stretch.letters().equals(player.word())) {
        last = Optional.of(stretch);
      }
    }
    return last;
  }
}
