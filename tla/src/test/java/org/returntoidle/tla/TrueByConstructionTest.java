package org.returntoidle.tla;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.CoverProperty;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Liveness;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.Condition;

/** Which properties are true by construction, and that no rule has nothing else. */
class TrueByConstructionTest {
  /** Of each kind; that so many show it is what the long test is for. */
  private static final long STATES = 1_000;

  static Stream<Configuration> unbounded() {
    return Configuration.all(Bounds.NONE);
  }

  private static Stream<Configuration> kinds() {
    return Stream.concat(unbounded(), Configuration.all(Bounds.of(2, 1, 1, 1)));
  }

  @Tag("generates")
  @Test
  void theListIsWhatTheStatesShow() throws IOException {
    String text = String.join("\n", unbroken(kinds(), TrueByConstructionTest::all)) + "\n";
    Path file = Path.of("src", "main", "tla", TrueByConstruction.FILE);
    if (Boolean.getBoolean("generate")) {
      Files.writeString(file, text);
      // What other modules write in the same build, they write from this copy.
      Path copy = Path.of("target", "classes", "org", "returntoidle", "tla");
      Files.writeString(copy.resolve(TrueByConstruction.FILE), text);
    }
    assertEquals(Files.readString(file).replace("\r\n", "\n"), text);
  }

  @Tag("whole")
  @ParameterizedTest
  @MethodSource("unbounded")
  void noTypeCorrectStateBreaksOneOfThem(Configuration kind) {
    Set<String> broken = new HashSet<>();
    lookAt(
        new Protocol(kind),
        TypeCorrect.states(kind),
        all(new Protocol(kind)).stream()
            .filter(property -> TrueByConstruction.names().contains(property.name()))
            .collect(toImmutableList()),
        broken);
    assertEquals(Set.of(), broken);
  }

  @Test
  void everyRuleThatIsStatedHasAPropertyThatCanBeFalse() {
    assertEquals(Set.of(), nothingElse(TrueByConstruction.names(), TrueByConstructionTest::all));
  }

  /** It is found whoever writes it, and a rule that has nothing else is named. */
  @Test
  void aPropertyThatCannotBeFalseIsFound() {
    Property vacuous =
        Property.ofSteps(
            "D17_MadeUp",
            Rule.D17,
            (s, action, t) ->
                action != Action.SUBMIT_READ || t.step() == ProtocolState.Step.READING);
    Property strong = Property.ofStates("D17_Other", Rule.D17, s -> s.inCall() || !s.complete());
    Stream<Configuration> one = Stream.of(Configuration.DEFAULT);
    assertEquals(
        ImmutableSortedSet.of("D17_MadeUp"), unbroken(one, p -> ImmutableList.of(vacuous, strong)));
    ImmutableSet<String> names = ImmutableSet.of("D17_MadeUp");
    assertEquals(Set.of(Rule.D17), nothingElse(names, p -> ImmutableList.of(vacuous)));
    assertEquals(Set.of(), nothingElse(names, p -> ImmutableList.of(vacuous, strong)));
  }

  /** What repeats a guard or an effect is in the list; what speaks of several actions is not. */
  @Test
  void theListTellsTheTwoApart() {
    assertTrue(TrueByConstruction.names().contains("D6_QuietBeforeReturn"));
    assertTrue(TrueByConstruction.names().contains("B4_DeliveredOnce"));
    assertFalse(TrueByConstruction.names().contains("D12_BandOfThisTransfer"));
    assertFalse(TrueByConstruction.names().contains("D5_NoCallbackAfterCause"));
  }

  private static ImmutableList<Property> all(Protocol protocol) {
    return ImmutableList.<Property>builder()
        .addAll(Properties.of(protocol))
        .addAll(new Induction(protocol).properties())
        .build();
  }

  /** The names of those that no state that is looked at breaks, in none of the kinds. */
  private static ImmutableSortedSet<String> unbroken(
      Stream<Configuration> kinds, Function<Protocol, ImmutableList<Property>> properties) {
    Set<String> names = new HashSet<>();
    Set<String> broken = new HashSet<>();
    kinds.forEach(
        kind -> {
          Protocol protocol = new Protocol(kind);
          ImmutableList<Property> claimed = properties.apply(protocol);
          claimed.forEach(property -> names.add(property.name()));
          lookAt(protocol, TypeCorrect.some(kind, STATES), claimed, broken);
        });
    return ImmutableSortedSet.copyOf(Sets.difference(names, broken));
  }

  /** Adds to {@code broken} each property that a state, or a step from it, breaks. */
  private static void lookAt(
      Protocol protocol,
      Stream<ProtocolState> states,
      ImmutableList<Property> properties,
      Set<String> broken) {
    states.forEach(
        state -> {
          ImmutableMap<Action, ProtocolState> steps = protocol.successors(state);
          for (Property property : properties) {
            if (!broken.contains(property.name()) && !holds(property, state, steps)) {
              broken.add(property.name());
            }
          }
        });
  }

  private static boolean holds(
      Property property, ProtocolState state, ImmutableMap<Action, ProtocolState> steps) {
    Condition<ProtocolState, Action> condition = property.claim().condition();
    return condition instanceof Condition.OfSteps
        ? steps.entrySet().stream()
            .allMatch(step -> condition.test(state, step.getKey(), step.getValue()))
        : condition.testInitial(state);
  }

  /**
   * The rules that have properties, each of which is one of {@code vacuous}. A situation that must
   * be reached can be missing, and what must happen in the end can fail to: these count, too.
   */
  private static Set<Rule> nothingElse(
      ImmutableSet<String> vacuous, Function<Protocol, ImmutableList<Property>> properties) {
    Set<Rule> stated = new HashSet<>();
    Set<Rule> canBeFalse = new HashSet<>();
    Arrays.stream(CoverProperty.values()).map(CoverProperty::rule).forEach(canBeFalse::add);
    Arrays.stream(Liveness.values()).map(Liveness::rule).forEach(canBeFalse::add);
    for (Property property : properties.apply(new Protocol(Configuration.DEFAULT))) {
      stated.add(property.rule());
      if (!vacuous.contains(property.name())) {
        canBeFalse.add(property.rule());
      }
    }
    return Sets.difference(stated, canBeFalse);
  }
}
