package org.returntoidle.spec.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.StateGraph;

/** What {@code everything.js} finds with the page's script, from the explorer's graph. */
final class Everything {
  private Everything() {}

  /** The script's function, for whoever runs it. */
  static String script() throws IOException {
    return Files.readString(Path.of("src", "test", "resources", "report", "everything.js"));
  }

  /** What it should say of a profile. */
  static <S> String of(Profile<S> profile) {
    StateGraph<S, Action> graph = StateGraph.of(profile.system());
    List<String> states = graph.states().stream().map(state -> text(profile, state)).toList();
    int sum = 0;
    for (S state : graph.states()) {
      sum += joined(profile.view().shown(), shown -> shown.value().value(state)).hashCode();
    }
    for (StateGraph.Edge<Action> edge : graph.edges()) {
      String step = states.get(edge.from()) + " " + edge.action() + " " + states.get(edge.to());
      sum += step.hashCode();
    }
    return profile.key() + " " + graph.stateCount() + " " + graph.edgeCount() + " " + sum;
  }

  private static <S> String text(Profile<S> profile, S state) {
    return joined(profile.view().variables().all(), variable -> variable.value(state));
  }

  private static <T> String joined(List<T> parts, Function<T, Object> value) {
    return parts.stream()
        .map(part -> value.apply(part).toString())
        .collect(Collectors.joining(","));
  }
}
