package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import de.learnlib.oracle.MembershipOracle.MealyMembershipOracle;
import de.learnlib.query.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import net.automatalib.word.Word;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Move;

/**
 * Asks a driver, and remembers every answer. What it was asked before it is not asked again, and
 * whatever it does a second time on the way is compared with the first time. For one thread.
 */
final class Answers implements MealyMembershipOracle<Move, Step> {
  private final Harness harness;
  private final Judging judging;
  private final BooleanSupplier isOver;
  private final Map<Step, Step> steps = new HashMap<>();
  private final Node root;
  private long runs;

  /** What was found when a run was taken in; it cannot be thrown on the harness's threads. */
  private @Nullable RuntimeException trouble;

  /** What is known after some letters. */
  static final class Node {
    private final Step step;
    private final Map<Move, Node> next = new LinkedHashMap<>();

    private Node(Step step) {
      this.step = step;
    }

    /** The answer to the last letter. */
    Step step() {
      return step;
    }

    /** What is known behind it. */
    Map<Move, Node> next() {
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
  Answers(Harness harness, Judging judging, BooleanSupplier isOver) {
    this.harness = harness;
    this.judging = judging;
    this.isOver = isOver;
    Player first = new Player(ImmutableList.of());
    Execution run = harness.run(first);
    Player.Answer answer = first.answer(run);
    this.root = new Node(new Step(ImmutableList.of(), answer.at(), answer.moves()));
    take(first, run);
  }

  /** The beginning. */
  Node root() {
    return root;
  }

  /** How often the driver was run. */
  long runs() {
    return runs;
  }

  @Override
  public void processQueries(Collection<? extends Query<Move, Word<Step>>> queries) {
    for (Query<Move, Word<Step>> query : queries) {
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
  List<Step> answer(List<Move> word) {
    Optional<List<Step>> known = known(word);
    while (known
        .isEmpty()) { // A letter may turn out not to fit: then the rest is asked without it.
      run(fitting(word));
      known = known(word);
    }
    return known.get();
  }

  /** What is known of a word; empty if the driver has to be asked. */
  Optional<List<Step>> known(List<Move> word) {
    Node node = root;
    List<Step> answers = new ArrayList<>(word.size());
    for (Move letter : word) {
      if (!node.step.moves().contains(letter)) {
        answers.add(Step.IMPOSSIBLE);
        continue;
      }
      Node next = node.next.get(letter);
      if (next == null) {
        return Optional.empty();
      }
      node = next;
      answers.add(node.step);
    }
    return Optional.of(answers);
  }

  /** The letters that fit, as far as that is known; the driver is asked no others. */
  private List<Move> fitting(List<Move> word) {
    Optional<Node> node = Optional.of(root);
    List<Move> fit = new ArrayList<>(word.size());
    for (Move letter : word) {
      if (node.isEmpty() || node.get().step.moves().contains(letter)) {
        fit.add(letter);
        node = node.map(one -> one.next.get(letter));
      }
    }
    return fit;
  }

  /**
   * A run of a word, all letters of which fit, whether or not the answer is known.
   *
   * @throws NotDeterministicException if the driver did something else before
   * @throws EndedException if nothing more is to be asked
   */
  Execution run(List<Move> word) {
    end();
    Player player = new Player(word);
    Execution run = harness.run(player);
    take(player, run);
    end();
    return run;
  }

  /**
   * Runs some words, whether or not the answers are known.
   *
   * @param words each has letters that fit only
   * @param taken takes in each run
   */
  void each(Iterable<ImmutableList<Move>> words, Taken taken) {
    end();
    harness.runAll(
        Iterators.transform(words.iterator(), Player::new),
        player -> player,
        (player, run) -> {
          Player.Answer answer = take(player, run);
          if (trouble == null) {
            taken.take(player.word(), run, answer);
          }
          return goesOn();
        });
    end();
  }

  /** Takes in what a word has led to. */
  interface Taken {
    void take(ImmutableList<Move> word, Execution run, Player.Answer answer);
  }

  private boolean goesOn() {
    return trouble == null && !isOver.getAsBoolean() && !judging.ends();
  }

  /**
   * Runs those of some words whose answers are not known.
   *
   * @param words each has letters that fit only
   * @param differs whether the answers to a word are others than was expected; the first ends it
   * @return that word
   */
  Optional<List<Move>> first(Iterator<ImmutableList<Move>> words, Differs differs) {
    end();
    List<List<Move>> found = new ArrayList<>();
    Iterator<Player> players =
        Iterators.transform(Iterators.filter(words, word -> known(word).isEmpty()), Player::new);
    harness.runAll(
        players,
        player -> player,
        (player, run) -> {
          take(player, run);
          if (trouble == null && differs.test(player.word())) {
            found.add(player.word());
          }
          return found.isEmpty() && goesOn();
        });
    end();
    return found.stream().findFirst();
  }

  /** Whether the answers to a word are not those that were expected. */
  interface Differs {
    boolean test(ImmutableList<Move> word);
  }

  private void end() {
    if (trouble != null) {
      throw trouble;
    }
    if (isOver.getAsBoolean() || judging.ends()) {
      throw new EndedException();
    }
  }

  private Player.Answer take(Player player, Execution run) {
    runs++;
    Player.Answer answer = player.answer(run);
    Node node = root;
    Step begin = new Step(ImmutableList.of(), answer.at(), answer.moves());
    List<Step> before = new ArrayList<>();
    for (int i = -1; i < answer.letters().size(); i++) {
      Step step = i < 0 ? begin : answer.steps().get(i);
      Node next = i < 0 ? root : node.next.get(answer.letters().get(i));
      if (next == null) {
        next = new Node(steps.computeIfAbsent(step, known -> known));
        node.next.put(answer.letters().get(i), next);
      } else if (!next.step.equals(step)) {
        trouble =
            new NotDeterministicException(
                answer.letters().subList(0, Math.max(0, i + 1)),
                ImmutableList.copyOf(before),
                next.step,
                step,
                run);
        return answer;
      }
      before.add(next.step);
      node = next;
    }
    judging.add(player.word(), run);
    return answer;
  }
}
