package org.returntoidle.spec.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;

/**
 * A machine in a file: as JSON, which can be read again and compared with what a driver has become,
 * or for Graphviz, in the colors of the four states.
 */
public final class MachineFile {
  private static final int FORMAT = 1;

  /** How a file for Graphviz ends. */
  private static final String DOT = ".dot";

  private static final ImmutableMap<TransferState, String> COLORS =
      ImmutableMap.of(
          TransferState.IDLE, "#d9ead3",
          TransferState.ACQUIRING, "#cfe2f3",
          TransferState.CANCELING, "#fff2cc",
          TransferState.ERROR, "#f4cccc");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MachineFile() {}

  /**
   * What a file is to contain.
   *
   * @param file its name says in which form
   */
  public static String text(Path file, Learned learned, Machine machine) {
    return file.toString().endsWith(DOT)
        ? dot(learned, machine)
        : json(learned, machine).toPrettyString() + "\n";
  }

  private static ObjectNode json(Learned learned, Machine machine) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("driver", learned.driver());
    root.put("platform", learned.platform().label()).put("extra", learned.extra());
    root.put("pages", learned.part().pages());
    ArrayNode states = root.putArray("states");
    for (int i = 0; i < machine.size(); i++) {
      ObjectNode state = states.addObject();
      ArrayNode in = state.putArray("in");
      states(learned, i).forEach(one -> in.add(one.label()));
      ArrayNode edges = state.putArray("edges");
      machine
          .states()
          .get(i)
          .edges()
          .forEach(
              (letter, edge) -> {
                ObjectNode to = edges.addObject();
                to.put("on", letter.toString()).put("next", edge.next());
                ArrayNode does = to.putArray("does");
                edge.step().does().forEach(does::add);
              });
    }
    return root;
  }

  private static Set<TransferState> states(Learned learned, int state) {
    return state < learned.states().size() ? learned.states().get(state) : Set.of();
  }

  /**
   * A machine of a platform.
   *
   * @param pages how many the application has wanted at most; 0 without streams
   * @throws BadInputException if there is none in the file
   */
  public static Machine read(Path file, Platform platform, int pages) {
    String name = Shown.name(file) + ": ";
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file));
      if (root.path("format").asInt() != FORMAT) {
        throw new BadInputException(name + "\"format\" is not " + FORMAT);
      }
      if (!root.path("platform").asText().equals(platform.label())) {
        throw new BadInputException(
            name + "a machine for " + root.path("platform") + ", not for " + platform.label());
      }
      if (root.path("pages").asInt() != pages) {
        throw new BadInputException(
            name
                + "a machine for up to "
                + root.path("pages")
                + " pages, not for up to "
                + pages
                + " (--pages)");
      }
      return machine(name, root.path("states"));
    } catch (JsonProcessingException e) {
      throw new BadInputException(name + "not a JSON document");
    } catch (IOException e) {
      throw new BadInputException(name + "no such file, or it cannot be read");
    }
  }

  private static Machine machine(String name, JsonNode states) {
    List<ImmutableMap<Letter, JsonNode>> all = new ArrayList<>();
    for (JsonNode state : states) {
      Map<Letter, JsonNode> edges = new LinkedHashMap<>();
      for (JsonNode edge : state.path("edges")) {
        int next = edge.path("next").asInt(-1);
        Optional<Letter> letter = Letter.parse(edge.path("on").asText());
        if (letter.isEmpty() || next < 0 || next >= states.size()) {
          throw new BadInputException(
              name + "no edge: " + Shown.name(edge.path("on").asText()) + " to " + next);
        }
        if (edges.putIfAbsent(letter.get(), edge) != null) {
          throw new BadInputException(name + "two edges of a state on \"" + letter.get() + "\"");
        }
      }
      all.add(ImmutableMap.copyOf(edges));
    }
    if (all.isEmpty()) {
      throw new BadInputException(name + "no \"states\"");
    }
    ImmutableList.Builder<Machine.State> machine = ImmutableList.builder();
    for (ImmutableMap<Letter, JsonNode> edges : all) {
      ImmutableMap.Builder<Letter, Machine.Edge> to = ImmutableMap.builder();
      edges.forEach((letter, edge) -> to.put(letter, edge(edge, all)));
      machine.add(new Machine.State(to.buildOrThrow()));
    }
    return new Machine(machine.build());
  }

  private static Machine.Edge edge(JsonNode edge, List<ImmutableMap<Letter, JsonNode>> states) {
    int next = edge.path("next").asInt();
    ImmutableList.Builder<String> does = ImmutableList.builder();
    edge.path("does").forEach(word -> does.add(word.asText()));
    return new Machine.Edge(new Step(does.build(), states.get(next).keySet().asList()), next);
  }

  /** What leads from one state to another is one arrow; what changes nothing is left out. */
  private static String dot(Learned learned, Machine machine) {
    StringBuilder dot = new StringBuilder("digraph driver {\n  node [style=filled, shape=box];\n");
    for (int i = 0; i < machine.size(); i++) {
      Set<TransferState> in = states(learned, i);
      String label =
          in.stream().map(TransferState::label).collect(Collectors.joining(" or ", " ", ""));
      String color = in.size() == 1 ? COLORS.getOrDefault(in.iterator().next(), "white") : "white";
      dot.append(
          String.format(
              Locale.ROOT, "  %d [label=%s, fillcolor=\"%s\"];\n", i, quoted(i + label), color));
      int from = i;
      Map<Integer, String> ways =
          machine.states().get(i).edges().entrySet().stream()
              .filter(entry -> entry.getValue().next() != from)
              .collect(
                  Collectors.toMap(
                      entry -> entry.getValue().next(),
                      entry -> entry.getKey().toString(),
                      (one, other) -> one + "\n" + other));
      ways.forEach(
          (next, text) ->
              dot.append(
                  String.format(
                      Locale.ROOT, "  %d -> %d [label=%s];\n", from, next, quoted(text))));
    }
    return dot.append("}\n").toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
