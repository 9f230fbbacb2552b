package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Choices;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamTypes;
import org.returntoidle.model.stream.StreamVariant;
import org.returntoidle.model.stream.StreamWords;
import org.returntoidle.tla.engine.RelationSide;

/**
 * What the model of stream transfers says about type-correct states. There are 72 million: so each
 * action is asked about all values of what it depends on, the rest being as it is at the beginning.
 * An action that depends on nothing else does the same whatever the rest is. What it depends on is
 * read off its row; that the operator in TLA+ names no other variable, but to say that it stays as
 * it is, is tested. Its arguments are driver, application and variant, the class that is {@link
 * Changed}, and that only each so many-th state is looked at; then feeder, items and messages.
 */
final class StreamSide implements RelationSide<StreamState> {
  /** The machine's variables belong together: only some of their values are type-correct. */
  private static final ImmutableSet<Variable<StreamState>> MACHINE =
      ImmutableSet.of(
          StreamWords.STATE, StreamWords.COMPLETE, StreamWords.ERROR, StreamWords.RESULT);

  /** The protocol that is looked at, given the right one; tests put a wrong one in its place. */
  interface Changed {
    /** The protocol in the place of {@code right}. */
    StreamProtocol protocol(StreamProtocol right);
  }

  /** The model as it is. */
  static final class Model implements Changed {
    @Override
    public StreamProtocol protocol(StreamProtocol right) {
      return right;
    }
  }

  private final StreamProtocol right;
  private final Predicate<StreamState> typeCorrect;
  private final StreamProtocol protocol;
  private final long each;
  private final ImmutableMap<String, Formula<StreamState>> formulas;

  StreamSide(List<String> arguments) throws ReflectiveOperationException {
    StreamConfiguration configuration =
        new StreamConfiguration(
            named(StreamDriver.all(), arguments.get(0)),
            named(List.of(StreamApplication.values()), arguments.get(1)),
            StreamBounds.NONE,
            StreamVariant.NONE,
            named(List.of(StreamFeeder.values()), arguments.get(4)),
            named(List.of(StreamItems.values()), arguments.get(5)),
            named(List.of(StreamMessages.values()), arguments.get(6)));
    this.right = new StreamProtocol(configuration);
    this.typeCorrect = StreamTypes.test(configuration);
    this.protocol =
        Class.forName(arguments.get(2))
            .asSubclass(Changed.class)
            .getDeclaredConstructor()
            .newInstance()
            .protocol(right);
    this.each = Long.parseLong(arguments.get(3));
    this.formulas = new Streamed(configuration).formulas(ImmutableSet.of());
  }

  /** The arguments; the others are those of the reference. */
  static List<String> arguments(
      StreamConfiguration configuration, Class<? extends Changed> java, long each) {
    return List.of(
        configuration.driver().toString(),
        configuration.application().toString(),
        java.getName(),
        Long.toString(each),
        configuration.feeder().toString(),
        configuration.items().toString(),
        configuration.messages().toString());
  }

  private static <T> T named(List<T> values, String name) {
    return values.stream().filter(each -> each.toString().equals(name)).findFirst().orElseThrow();
  }

  /** On what {@code row} depends, the machine as a whole. */
  static ImmutableSet<Variable<StreamState>> dependsOn(Row<StreamState> row) {
    Set<Variable<StreamState>> found = Sets.newLinkedHashSet(MACHINE);
    row.guard().forEach(part -> found.addAll(Choices.variablesOf(part)));
    row.effect()
        .assigned()
        .forEach(
            (variable, term) -> {
              if (!term.equals(variable)) {
                found.addAll(Choices.variablesOf(term));
              }
            });
    return ImmutableSet.copyOf(found);
  }

  @Override
  public Class<StreamState> type() {
    return StreamState.class;
  }

  @Override
  public ImmutableMap<String, ?> words(RecordComponent variable) {
    return ProtocolSide.wordsOf(variable);
  }

  @Override
  public boolean isTypeCorrect(StreamState state) {
    return typeCorrect.test(state);
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.empty();
  }

  @Override
  public Stream<StreamState> some() {
    long[] next = {0};
    Choices<StreamState> all = StreamTypes.choices(right.configuration());
    return right.rows().values().stream()
        .map(StreamSide::dependsOn)
        .distinct()
        .flatMap(free -> StreamTypes.states(all.only(free), List.of()))
        .distinct()
        .filter(state -> next[0]++ % each == 0);
  }

  @Override
  public boolean holds(String property, StreamState state) {
    return claimed(property).testInitial(state);
  }

  @Override
  public boolean holds(String property, StreamState before, String action, StreamState after) {
    return claimed(property).test(before, Action.withLabel(action).orElseThrow(), after);
  }

  private Condition<StreamState, Action> claimed(String property) {
    return Objects.requireNonNull(formulas.get(property)).always().orElseThrow().condition();
  }

  @Override
  public Multimap<String, StreamState> steps(StreamState state) {
    ImmutableMap.Builder<String, StreamState> steps = ImmutableMap.builder();
    protocol.successors(state).forEach((action, after) -> steps.put(action.label(), after));
    Map<String, StreamState> all = steps.buildOrThrow();
    return Multimaps.forMap(all);
  }

  @Override
  public String path(StreamState state) {
    StateGraph<StreamState, Action> graph = StateGraph.of(right);
    int index = graph.states().indexOf(state);
    return index < 0 ? "not reachable" : "after " + graph.pathTo(index);
  }
}
