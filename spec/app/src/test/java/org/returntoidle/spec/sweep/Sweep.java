package org.returntoidle.spec.sweep;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes classes, and looks whether what is said of a corpus is another thing then.
 *
 * @param <T> what is judged
 */
final class Sweep<T> {
  /** What became of a change. */
  enum Fate {
    /** It does not compile, so that it is none. */
    NONE,
    /** Of some input another thing is said. */
    KILLED,
    /** Of none. */
    ALIVE
  }

  private final Class<? extends Function<T, String>> side;
  private final Predicate<String> own;
  private final ImmutableList<T> corpus;
  private final ImmutableList<String> said;

  /**
   * Of one judge.
   *
   * @param side what asks it
   * @param own the classes that it consists of
   * @param corpus what it is asked about, the most telling first
   */
  Sweep(Class<? extends Function<T, String>> side, Predicate<String> own, ImmutableList<T> corpus) {
    this.side = side;
    this.own = own.or(name -> name.equals(side.getName()));
    this.corpus = corpus;
    Function<T, String> unchanged = made(Map.of());
    this.said = corpus.stream().map(unchanged).collect(ImmutableList.toImmutableList());
  }

  /** The judge, with some of its classes changed. */
  Function<T, String> made(Map<String, byte[]> changed) {
    return new Loaded(own, changed).made(side);
  }

  Fate of(Change change) {
    Optional<Map<String, byte[]>> compiled = JavaText.compiled(change.changed());
    if (compiled.isEmpty()) {
      return Fate.NONE;
    }
    return killer(compiled.get()).isPresent() ? Fate.KILLED : Fate.ALIVE;
  }

  /** The first input of which another thing is said. */
  Optional<T> killer(Map<String, byte[]> changed) {
    Function<T, String> judge = made(changed);
    for (int i = 0; i < corpus.size(); i++) {
      if (!said.get(i).equals(said(judge, corpus.get(i)))) {
        return Optional.of(corpus.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whatever it says; that it cannot say anything is something, too. */
  private String said(Function<T, String> judge, T input) {
    try {
      return judge.apply(input);
    } catch (RuntimeException | LinkageError e) {
      return e.toString();
    }
  }
}
