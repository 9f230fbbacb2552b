package org.returntoidle.spec.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.returntoidle.model.Action;
import org.returntoidle.model.Action.Party;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.StateGraph;

/**
 * The explorer's graphs as data for the page, which knows nothing of the protocol but these. A
 * state is a string: for each variable one character, the number of its value in base 36.
 */
final class ExploreData {
  /** A variable of the state, and whose it is. */
  record Variable(
      String name, Party party, String meaning, Function<ProtocolState, Object> value) {}

  static final ImmutableList<Variable> VARIABLES =
      ImmutableList.of(
          of("asked", Party.APPLICATION, "has called CancelPendingIO", ProtocolState::asked),
          of("answer", Party.APPLICATION, "last answer of a callback", ProtocolState::answer),
          of("inTransit", Party.SERVICE, "CANCEL_IO on its way", ProtocolState::inTransit),
          of("result", Party.SERVICE, "what the last call returned", ExploreData::result),
          of("state", Party.DRIVER, "the machine's state", ProtocolState::state),
          of("complete", Party.DRIVER, "last band acknowledged", ProtocolState::complete),
          of("error", Party.DRIVER, "code that it will return", ExploreData::error),
          of("step", Party.DRIVER, "what it is doing", ProtocolState::step),
          of("held", Party.DRIVER, "band in its hands", ProtocolState::held),
          of("cause", Party.DRIVER, "first cause that it observed", ProtocolState::cause),
          of("device", Party.DEVICE, "in this transfer", ProtocolState::device),
          of("ending", Party.DEVICE, "the next band is the last", ProtocolState::ending),
          of("button", Party.DEVICE, "pressed, not yet reported", ProtocolState::button),
          of("fault", Party.DEVICE, "failed, not yet reported", ProtocolState::fault));

  private static final ObjectMapper JSON = new ObjectMapper();

  private ExploreData() {}

  private static Variable of(
      String name, Party party, String meaning, Function<ProtocolState, Object> value) {
    return new Variable(name, party, meaning, value);
  }

  private static Object result(ProtocolState state) {
    return state.result().<Object>map(code -> code).orElse("–");
  }

  private static Object error(ProtocolState state) {
    return state.state() == TransferState.ERROR ? state.error() : "–";
  }

  private static String text(Object value) {
    return value instanceof Boolean yes ? yes ? "yes" : "no" : value.toString();
  }

  /** Everything that the page's script needs. */
  static ObjectNode of(Graphs graphs) {
    ObjectNode root = JSON.createObjectNode();
    root.put("first", Graphs.key(Configuration.DEFAULT));
    ArrayNode actions = root.putArray("actions");
    for (Action action : Action.BANDED) {
      actions
          .addObject()
          .put("label", action.label())
          .put("party", action.party().name().toLowerCase(Locale.ROOT))
          .put("meaning", action.meaning());
    }
    List<List<String>> values = new ArrayList<>();
    VARIABLES.forEach(variable -> values.add(new ArrayList<>()));
    ObjectNode all = root.putObject("graphs");
    graphs.all().forEach((c, graph) -> all.set(Graphs.key(c), graph(c, graph, values)));
    ArrayNode variables = root.putArray("variables");
    for (int i = 0; i < VARIABLES.size(); i++) {
      Variable variable = VARIABLES.get(i);
      ObjectNode node = variables.addObject();
      node.put("name", variable.name());
      node.put("party", variable.party().name().toLowerCase(Locale.ROOT));
      node.put("meaning", variable.meaning());
      values.get(i).forEach(node.putArray("values")::add);
    }
    return root;
  }

  private static ObjectNode graph(
      Configuration configuration,
      StateGraph<ProtocolState, Action> graph,
      List<List<String>> values) {
    ObjectNode node = JSON.createObjectNode();
    node.put("platform", configuration.platform().label());
    node.put("driver", configuration.driver().label());
    node.put("application", configuration.application().label());
    ArrayNode states = node.putArray("states");
    graph.states().forEach(state -> states.add(packed(state, values)));
    List<ArrayNode> steps = new ArrayList<>();
    ArrayNode all = node.putArray("steps");
    for (int i = 0; i < graph.stateCount(); i++) {
      steps.add(all.addArray());
    }
    ImmutableList<Action> actions = Action.BANDED.asList();
    for (StateGraph.Edge<Action> edge : graph.edges()) {
      steps.get(edge.from()).add(actions.indexOf(edge.action())).add(edge.to());
    }
    return node;
  }

  private static String packed(ProtocolState state, List<List<String>> values) {
    StringBuilder packed = new StringBuilder();
    for (int i = 0; i < VARIABLES.size(); i++) {
      String value = text(VARIABLES.get(i).value().apply(state));
      List<String> known = values.get(i);
      if (!known.contains(value)) {
        known.add(value);
      }
      packed.append(Character.forDigit(known.indexOf(value), Character.MAX_RADIX));
    }
    return packed.toString();
  }
}
