package org.returntoidle.spec.learn;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import net.automatalib.alphabet.Alphabet;
import net.automatalib.automaton.transducer.MealyMachine;
import net.automatalib.util.automaton.Automata;
import net.automatalib.word.Word;
import org.jspecify.annotations.Nullable;

/**
 * The words that tell a machine from every other one with at most {@code extra} states more (Wp
 * method; Fujiwara and others 1991). Letters that do not fit are left out: where they are answered
 * otherwise, the answer before was another one, since it says what fits.
 */
final class WpMethod {
  private final Machine machine;
  private final int extra;
  private final ImmutableList<ImmutableList<Letter>> access;

  /** What tells all states apart, and what tells each from all others. */
  private final ImmutableList<ImmutableList<Letter>> all;

  private final ImmutableList<ImmutableList<ImmutableList<Letter>>> each;

  /**
   * Of a hypothesis.
   *
   * @param machine the same as {@code learned}
   */
  <S> WpMethod(
      MealyMachine<S, Letter, ?, Step> learned,
      Alphabet<Letter> letters,
      Machine machine,
      int extra) {
    this.machine = machine;
    this.extra = extra;
    this.access = machine.words();
    this.all = copy(Automata.characterizingSet(learned, letters));
    ImmutableList.Builder<ImmutableList<ImmutableList<Letter>>> sets = ImmutableList.builder();
    for (ImmutableList<Letter> word : access) {
      S state = learned.getState(word);
      if (state == null) {
        throw new IllegalArgumentException("no such word: " + word);
      }
      sets.add(copy(Automata.stateCharacterizingSet(learned, letters, state)));
    }
    this.each = sets.build();
  }

  /** Every word with all that it begins with: a run tells the answer to its last letters only. */
  private static ImmutableList<ImmutableList<Letter>> copy(Collection<Word<Letter>> words) {
    return words.stream()
        .flatMap(word -> word.prefixes(false).stream())
        .map(word -> ImmutableList.copyOf(word.asList()))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** All of them, those with a short way in the middle first; some come more than once. */
  Iterator<ImmutableList<Letter>> words() {
    List<Iterator<ImmutableList<Letter>>> parts = new ArrayList<>();
    for (int length = 0; length <= extra; length++) {
      parts.add(words(length, false));
      parts.add(words(length + 1, true));
    }
    return Iterators.concat(parts.iterator());
  }

  /** Each state, so many letters, and then what tells where that has led. */
  private Iterator<ImmutableList<Letter>> words(int length, boolean onlyThere) {
    Iterator<ImmutableList<Letter>> middles =
        Iterators.concat(Iterators.transform(access.iterator(), word -> new Middles(word, length)));
    return Iterators.concat(
        Iterators.transform(
            middles,
            middle -> {
              int state = machine.after(middle).orElseThrow();
              ImmutableList<ImmutableList<Letter>> tails = onlyThere ? each.get(state) : all;
              return tails.isEmpty()
                  ? Iterators.singletonIterator(middle)
                  : Iterators.transform(tails.iterator(), tail -> joined(middle, tail));
            }));
  }

  /** One behind the other, without the letters that do not fit. */
  private ImmutableList<Letter> joined(ImmutableList<Letter> middle, List<Letter> tail) {
    ImmutableList.Builder<Letter> word = ImmutableList.<Letter>builder().addAll(middle);
    int state = machine.after(middle).orElseThrow();
    for (Letter move : tail) {
      Machine.Edge edge = machine.states().get(state).edges().get(move);
      if (edge != null) {
        word.add(move);
        state = edge.next();
      }
    }
    return word.build();
  }

  /** All words that begin with one and go on for so many letters. */
  private final class Middles extends AbstractIterator<ImmutableList<Letter>> {
    private final List<ImmutableList<Letter>> open = new ArrayList<>();
    private final int length;

    Middles(ImmutableList<Letter> begin, int more) {
      this.length = begin.size() + more;
      open.add(begin);
    }

    @Override
    protected @Nullable ImmutableList<Letter> computeNext() {
      while (!open.isEmpty()) {
        ImmutableList<Letter> word = open.remove(open.size() - 1);
        if (word.size() == length) {
          return word;
        }
        int state = machine.after(word).orElseThrow();
        ImmutableList<Letter> moves = machine.states().get(state).edges().keySet().asList();
        moves.reverse().forEach(move -> open.add(Machine.longer(word, move)));
      }
      return endOfData();
    }
  }
}
