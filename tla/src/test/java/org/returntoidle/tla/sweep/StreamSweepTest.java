package org.returntoidle.tla.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamRules.Fair;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamTypes;
import org.returntoidle.tla.Formula;
import org.returntoidle.tla.StreamFormulas;

/**
 * Every conjunct of every guard of the stream protocol is dropped, and every effect: a property by
 * name notices, or nothing changes where the protocol can be.
 */
class StreamSweepTest {
  /** Not asked, as in the sweep of banded transfers: they would hide that rules say nothing. */
  private static final ImmutableSet<String> NOT_ASKED =
      ImmutableSet.of("TypeOK", "Inductive", "MachineSpec", "FairMachineSpec", "UnboundedSafe");

  /** What is changed: the action, how, and its row then. */
  private record Change(String name, Action action, UnaryOperator<Row<StreamState>> make) {
    StreamProtocol of(StreamProtocol right) {
      return right.with(action, make.apply(row(right, action)));
    }
  }

  /** A kind, what can be reached in it, and which properties hold. */
  private record Kind(
      StreamProtocol right, List<StreamState> states, ImmutableMap<String, Boolean> verdicts) {
    static Kind of(DriverKind kind, boolean confirming, StreamApplication application) {
      return of(kind, confirming, application, StreamFeeder.NONE, StreamItems.DRIVER);
    }

    static Kind of(DriverKind kind, StreamApplication application, StreamMessages messages) {
      return of(
          new StreamConfiguration(new StreamDriver(kind, false), application, StreamBounds.NONE)
              .with(messages));
    }

    static Kind of(
        DriverKind kind,
        boolean confirming,
        StreamApplication application,
        StreamFeeder feeder,
        StreamItems items) {
      return of(
          new StreamConfiguration(
                  new StreamDriver(kind, confirming), application, StreamBounds.NONE)
              .with(feeder)
              .with(items));
    }

    private static Kind of(StreamConfiguration configuration) {
      StreamProtocol right = new StreamProtocol(configuration);
      return new Kind(right, StateGraph.of(right).states(), verdicts(right));
    }

    boolean differs(Change change) {
      StreamProtocol changed = change.of(right);
      return states.stream()
          .anyMatch(s -> !after(changed, s, change).equals(after(right, s, change)));
    }

    /** A step that changes nothing is none, as TLA+ sees it. */
    private static Optional<StreamState> after(StreamProtocol p, StreamState s, Change change) {
      return Optional.ofNullable(p.successors(s).get(change.action()))
          .filter(after -> !after.equals(s));
    }

    Optional<String> noticedBy(Change change) {
      Map<String, Boolean> other = verdicts(change.of(right));
      return verdicts.entrySet().stream()
          .filter(verdict -> !verdict.getValue().equals(other.get(verdict.getKey())))
          .map(Map.Entry::getKey)
          .findFirst();
    }

    private static ImmutableMap<String, Boolean> verdicts(StreamProtocol protocol) {
      StateGraph<StreamState, Action> graph =
          StateGraph.of(new WithinTypes(protocol, StreamTypes.test(protocol.configuration())));
      ImmutableList<ImmutableSet<Action>> fair =
          Arrays.stream(Fair.values()).map(Fair::actions).collect(toImmutableList());
      Map<String, Boolean> all = new LinkedHashMap<>();
      for (Formula<StreamState> formula : StreamFormulas.of(protocol, fair).values()) {
        if (!NOT_ASKED.contains(formula.name())) {
          all.put(formula.name(), formula.holds(graph));
        }
      }
      return ImmutableMap.copyOf(all);
    }
  }

  /** Does not go on where types are wrong: so what can be reached is finite. */
  private record WithinTypes(StreamProtocol protocol, Predicate<StreamState> typeCorrect)
      implements TransitionSystem<StreamState, Action> {
    @Override
    public ImmutableList<StreamState> initial() {
      return protocol.initial();
    }

    @Override
    public ImmutableList<Action> actions() {
      return protocol.actions();
    }

    @Override
    public ImmutableMap<Action, StreamState> successors(StreamState state) {
      return typeCorrect.test(state) ? protocol.successors(state) : ImmutableMap.of();
    }
  }

  private static Row<StreamState> row(StreamProtocol protocol, Action action) {
    return Objects.requireNonNull(protocol.rows().get(action));
  }

  private static List<Change> changes() {
    List<Change> all = new ArrayList<>();
    StreamProtocol sample =
        new StreamProtocol(
            new StreamConfiguration(
                new StreamDriver(DriverKind.INTERRUPTIBLE, true),
                StreamApplication.BOTH,
                StreamBounds.NONE));
    sample
        .rows()
        .forEach(
            (action, row) -> {
              for (int i = 0; i < row.guard().size(); i++) {
                int place = i;
                all.add(
                    new Change(
                        action + " without " + row.guard().get(i),
                        action,
                        r ->
                            r.withGuard(
                                Stream.concat(
                                        r.guard().subList(0, place).stream(),
                                        r.guard().subList(place + 1, r.guard().size()).stream())
                                    .collect(toImmutableList()))));
              }
              row.effect()
                  .assigned()
                  .keySet()
                  .forEach(
                      variable ->
                          all.add(
                              new Change(
                                  action + ": " + variable + "' = " + variable,
                                  action,
                                  r -> r.withEffect(r.effect().with(variable, variable)))));
            });
    return all;
  }

  private static List<Kind> kinds() {
    return List.of(
        Kind.of(DriverKind.INTERRUPTIBLE, false, StreamApplication.CALLBACK),
        Kind.of(DriverKind.NOT_ASYNCHRONOUS, false, StreamApplication.CANCEL_TRANSFER),
        Kind.of(DriverKind.INTERRUPTIBLE, false, StreamApplication.BOTH),
        Kind.of(DriverKind.INTERRUPTIBLE, true, StreamApplication.BOTH),
        Kind.of(
            DriverKind.NOT_ASYNCHRONOUS,
            false,
            StreamApplication.CALLBACK,
            StreamFeeder.NUMBER,
            StreamItems.DRIVER),
        Kind.of(
            DriverKind.NOT_ASYNCHRONOUS,
            false,
            StreamApplication.CALLBACK,
            StreamFeeder.ALL,
            StreamItems.DRIVER),
        Kind.of(
            DriverKind.NOT_ASYNCHRONOUS,
            false,
            StreamApplication.BOTH,
            StreamFeeder.NONE,
            StreamItems.SERVICE),
        Kind.of(DriverKind.INTERRUPTIBLE, StreamApplication.BOTH, StreamMessages.HANDLED),
        Kind.of(DriverKind.NOT_ASYNCHRONOUS, StreamApplication.BOTH, StreamMessages.UNHANDLED));
  }

  @Tag("long")
  @Test
  void everyChangeIsNoticed() {
    List<Kind> kinds = kinds();
    List<Change> changes = changes();
    List<String> lives =
        changes.parallelStream()
            .filter(change -> kinds.stream().anyMatch(kind -> kind.differs(change)))
            .filter(
                change ->
                    kinds.stream()
                        .filter(kind -> kind.differs(change))
                        .noneMatch(kind -> kind.noticedBy(change).isPresent()))
            .map(Change::name)
            .sorted()
            .toList();
    System.out.printf("stream sweep: %d changes, %d live%n", changes.size(), lives.size());
    assertEquals(List.of(), lives);
  }

  /** One of each operator, in every build. */
  @Test
  void aChangeIsNoticed() {
    Kind kind = Kind.of(DriverKind.INTERRUPTIBLE, false, StreamApplication.CALLBACK);
    for (String name :
        List.of("ReturnFromAcquire without ~stream", "ReleaseStream: stream' = stream")) {
      Change change =
          changes().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
      assertTrue(kind.differs(change), name);
      assertTrue(kind.noticedBy(change).isPresent(), name);
    }
  }
}
