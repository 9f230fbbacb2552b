package org.returntoidle.tla.engine;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mirror check on all type-correct states, reachable or not: the whole transition relation of
 * Java is that of TLA+. These can be too many for a dump, so TLC's evaluator is asked through its
 * own interface; see {@link RelationWalk}.
 */
public final class TransitionRelation {
  private TransitionRelation() {}

  /**
   * Compares all steps from all initial states of a specification.
   *
   * @param cfg names a specification in which every state that is asked for is an initial one
   * @param java what Java says
   * @param arguments of its constructor
   * @throws TlcException if TLC gives no answer
   */
  public static Mirror.Result check(
      Tlc tlc,
      Modules modules,
      String cfg,
      Class<? extends RelationSide<?>> java,
      List<String> arguments) {
    long start = System.nanoTime();
    List<String> all = new ArrayList<>(List.of(java.getName()));
    all.addAll(arguments);
    String answer = String.join("\n", tlc.walk(modules, cfg, all));
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    if (answer.startsWith(RelationWalk.EQUAL)) {
      List<String> counts =
          Splitter.on(' ').splitToList(answer.substring(RelationWalk.EQUAL.length()));
      return new Mirror.Result(
          true,
          Long.parseLong(counts.get(0)),
          Long.parseLong(counts.get(1)),
          Optional.empty(),
          milliseconds);
    }
    if (answer.startsWith(RelationWalk.DIFFERENT)) {
      return new Mirror.Result(
          false,
          0,
          0,
          Optional.of(answer.substring(RelationWalk.DIFFERENT.length())),
          milliseconds);
    }
    throw new TlcException("the walk over all type-correct states gave no answer: " + answer);
  }
}
