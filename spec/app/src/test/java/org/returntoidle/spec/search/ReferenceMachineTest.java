package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.automatalib.alphabet.Alphabet;
import net.automatalib.alphabet.impl.Alphabets;
import net.automatalib.automaton.transducer.impl.FastMealy;
import net.automatalib.automaton.transducer.impl.FastMealyState;
import net.automatalib.util.automaton.Automata;
import net.automatalib.util.automaton.minimizer.HopcroftMinimizer;
import net.automatalib.word.Word;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.learn.Learning;
import org.returntoidle.spec.learn.Letter;
import org.returntoidle.spec.learn.Machine;
import org.returntoidle.spec.learn.Step;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verify.Subjects;

/** What is learned of the reference is what the model says. */
class ReferenceMachineTest {
  private static final int MANY = 1_000;

  /** Nothing can be chosen there but a race, of which the model knows nothing. */
  private static final ImmutableSet<String> RACES_ONLY =
      ImmutableSet.of("at " + Point.Kind.ENTER.label(), "at " + Point.Kind.ANSWERED.label());

  /** What does not fit changes nothing. */
  private static final ImmutableList<String> NOTHING = ImmutableList.of();

  /**
   * Both are the same machine once what the model does not know is left out.
   *
   * @param learned states, with bytes and the codes of errors
   * @param read states, as the model has them
   * @param common states of the smallest machine that does the same as both
   */
  @ParameterizedTest
  @CsvSource({"XP, 28, 95, 20", "ME, 26, 95, 18"})
  void theLearnedMachineIsTheModels(Platform platform, int learned, int read, int common) {
    Machine machine = learned(BuiltInDriver.REFERENCE, platform);
    ModelMachine model = ModelMachine.of(platform, DriverKind.INTERRUPTIBLE, limits());
    Compared compared = new Compared(projected(machine), model);
    assertEquals("", compared.difference());
    assertEquals(
        List.of(learned, read, common, common),
        List.of(
            machine.size(), model.states().size(), compared.one().size(), compared.other().size()));
  }

  /** The comparison sees one edge that is another. */
  @Tag("ci")
  @Test
  void anotherDriverIsAnotherMachine() {
    ModelMachine model = ModelMachine.of(Platform.XP, DriverKind.INTERRUPTIBLE, limits());
    Machine faulty = learned(BuiltInDriver.STALE_FLAG, Platform.XP);
    assertNotEquals("", new Compared(projected(faulty), model).difference());
    ModelMachine deaf = ModelMachine.of(Platform.XP, DriverKind.NOT_ASYNCHRONOUS, limits());
    assertNotEquals("", new Compared(deaf, model).difference());
  }

  private static Machine learned(BuiltInDriver driver, Platform platform) {
    return Learning.learn(
            Subjects.find(driver.label(), List.of()), platform, Learning.Settings.of(1).toTheEnd())
        .machine()
        .orElseThrow();
  }

  private record Compared(
      FastMealy<String, ImmutableList<String>> one,
      FastMealy<String, ImmutableList<String>> other,
      Alphabet<String> letters) {
    Compared(ModelMachine one, ModelMachine other) {
      this(one, other, lettersOf(one, other));
    }

    Compared(ModelMachine one, ModelMachine other, Alphabet<String> letters) {
      this(minimal(one, letters), minimal(other, letters), letters);
    }

    /** Where they differ; empty if they do not. */
    String difference() {
      Word<String> word = Automata.findSeparatingWord(one, other, letters);
      return word == null
          ? ""
          : word
              + "\none:   "
              + one.computeOutput(word).lastSymbol()
              + "\nother: "
              + other.computeOutput(word).lastSymbol();
    }
  }

  private static Limits limits() {
    Scope scope = Scope.of(Bounds.of(MANY, MANY, MANY, MANY)).withNotReady(MANY);
    return Limits.beyond(scope, DriverSearch.HANG_AFTER, false);
  }

  private static Alphabet<String> lettersOf(ModelMachine one, ModelMachine other) {
    Set<String> letters = new TreeSet<>();
    one.states().forEach(state -> letters.addAll(state.keySet()));
    other.states().forEach(state -> letters.addAll(state.keySet()));
    return Alphabets.fromCollection(letters);
  }

  private static FastMealy<String, ImmutableList<String>> minimal(
      ModelMachine machine, Alphabet<String> letters) {
    FastMealy<String, ImmutableList<String>> mealy = new FastMealy<>(letters);
    List<FastMealyState<ImmutableList<String>>> states =
        machine.states().stream().map(state -> mealy.addState()).toList();
    mealy.setInitialState(states.get(0));
    for (int i = 0; i < states.size(); i++) {
      for (String letter : letters) {
        ModelMachine.Edge edge = machine.states().get(i).get(letter);
        FastMealyState<ImmutableList<String>> next = states.get(edge == null ? i : edge.next());
        mealy.addTransition(states.get(i), letter, next, edge == null ? NOTHING : edge.sees());
      }
    }
    return HopcroftMinimizer.minimizeMealyInvasive(mealy, letters);
  }

  /** What the model knows of a machine: no bytes, no other events, no code of an error. */
  private static ModelMachine projected(Machine machine) {
    ImmutableList.Builder<ImmutableMap<String, ModelMachine.Edge>> states = ImmutableList.builder();
    for (Machine.State state : machine.states()) {
      ImmutableMap.Builder<String, ModelMachine.Edge> edges = ImmutableMap.builder();
      state
          .edges()
          .forEach(
              (letter, edge) ->
                  edges.put(
                      letter.toString(),
                      new ModelMachine.Edge(projected(edge.step()), edge.next())));
      states.add(edges.buildOrThrow());
    }
    return new ModelMachine(states.build());
  }

  private static ImmutableList<String> projected(Step step) {
    List<String> sees = new ArrayList<>();
    int sinceThePoint = 0;
    for (String word : step.does()) {
      if (RACES_ONLY.contains(word) || word.startsWith(Action.NOTIFY_OTHER_EVENT.label())) {
        continue;
      }
      boolean isSubmit = word.equals(Action.SUBMIT_READ.label());
      sees.add(isSubmit ? sinceThePoint : sees.size(), projected(word));
      sinceThePoint = word.startsWith("at ") ? sees.size() : sinceThePoint;
    }
    step.letters().stream().map(Letter::toString).sorted().forEach(sees::add);
    return ImmutableList.copyOf(sees);
  }

  private static String projected(String word) {
    if (word.startsWith("at ")) {
      return word;
    }
    if (word.startsWith(Action.RETURN_FROM_ACQUIRE.label())) {
      return Set.of(HResult.S_OK, HResult.S_FALSE).stream()
          .map(ModelMachine::returned)
          .filter(word::equals)
          .findFirst()
          .orElse(ModelMachine.returned(HResult.E_FAIL));
    }
    return word.replaceFirst("[ (].*", "");
  }
}
