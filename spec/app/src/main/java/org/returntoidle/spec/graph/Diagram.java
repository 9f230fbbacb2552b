package org.returntoidle.spec.graph;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import org.returntoidle.model.Action;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.rows.Variables;

/**
 * A graph of states and steps, as all formats write it: in the order of breadth-first search.
 *
 * @param title which protocol it is
 * @param variables the names of what a state has
 * @param nodes the states; the first is where everything begins
 * @param edges the steps, self-loops included
 */
public record Diagram(
    String title,
    ImmutableList<String> variables,
    ImmutableList<Node> nodes,
    ImmutableList<Edge> edges) {
  /** The variable that is the machine's state. */
  private static final String STATE = "state";

  /** The colors of the machine's states on the report's page. */
  private static final ImmutableMap<String, String> COLORS =
      ImmutableMap.of(
          TransferState.IDLE.label(), "#d9ead3",
          TransferState.ACQUIRING.label(), "#cfe2f3",
          TransferState.CANCELING.label(), "#fff2cc",
          TransferState.ERROR.label(), "#f4cccc");

  /**
   * A state.
   *
   * @param number from 0 on
   * @param values of all variables, in their order
   * @param unlike those of them that are not as in the beginning
   */
  public record Node(
      int number, ImmutableMap<String, String> values, ImmutableMap<String, String> unlike) {
    /** The machine's state. */
    public String state() {
      return values.getOrDefault(STATE, "");
    }

    /** The same as a word for styles. */
    String style() {
      return state().toLowerCase(Locale.ROOT);
    }

    /** The color of the machine's state, as on the report's page. */
    String color() {
      return COLORS.getOrDefault(state(), "#f6f8fa");
    }

    /** A short name. */
    String name() {
      return number + " " + state();
    }

    /** What is not as in the beginning, but for the machine's state. */
    ImmutableList<String> lines() {
      return unlike.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(STATE))
          .map(entry -> entry.getKey() + " = " + entry.getValue())
          .collect(toImmutableList());
    }
  }

  /**
   * A step.
   *
   * @param from number of the state before
   * @param to number of the state after
   */
  public record Edge(int from, Action action, int to) {}

  /** The graph of the states that have these variables. */
  public static <S> Diagram of(String title, Variables<S> variables, StateGraph<S, Action> graph) {
    ImmutableMap<String, String> beginning = values(variables, graph.states().get(0));
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (int i = 0; i < graph.stateCount(); i++) {
      ImmutableMap<String, String> values = values(variables, graph.states().get(i));
      nodes.add(new Node(i, values, without(values, beginning)));
    }
    return new Diagram(
        title,
        beginning.keySet().asList(),
        nodes.build(),
        graph.edges().stream()
            .map(edge -> new Edge(edge.from(), edge.action(), edge.to()))
            .collect(toImmutableList()));
  }

  private static <S> ImmutableMap<String, String> values(Variables<S> variables, S state) {
    ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
    for (Variable<S> variable : variables.all()) {
      values.put(variable.name(), variable.value(state).toString());
    }
    return values.buildOrThrow();
  }

  private static ImmutableMap<String, String> without(
      ImmutableMap<String, String> values, ImmutableMap<String, String> usual) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(usual.get(entry.getKey())))
        .collect(ImmutableMap.toImmutableMap(entry -> entry.getKey(), entry -> entry.getValue()));
  }

  /** The words for the machine's states, each with its color. */
  static ImmutableMap<String, String> colors() {
    return COLORS;
  }
}
