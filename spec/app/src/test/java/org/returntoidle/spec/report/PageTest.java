package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableList;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.Cell.Effect;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Platform;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.examples.OddDrivers;
import org.returntoidle.spec.report.DriverStory.Steps;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verify.Verification;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Proof;
import org.returntoidle.tla.TlaFiles;

/** What is on the page, without a browser. */
class PageTest {
  private static final String HOSTILE = "</script><script>alert('x')</script><img src=x onerror=y>";

  @TempDir private Path folder = Path.of("unset");

  /** A driver's name and what it throws can contain anything. */
  @Tag("often")
  @Test
  void whatADriverSaysIsEscaped() {
    DriverPart part = Pages.part(HOSTILE, device -> new OddDrivers.Throws(device, HOSTILE), folder);
    assertTrue(part.counterexample().orElseThrow().finding().message().contains(HOSTILE));
    String page = Pages.page(part, ImmutableList.of());
    assertFalse(page.contains("alert('x')"), "as a script");
    assertFalse(page.contains("<img"), "as a tag");
    assertTrue(page.contains("&lt;img src=x onerror=y&gt;"));
    String intent = Rule.D17.intent().replaceFirst("\\..*", "."); // Its first sentence.
    assertTrue(page.indexOf(intent) < page.lastIndexOf(intent), "with the verdict, and as a rule");
    String mermaid = new DriverStory(part, file -> "").sequence().mermaid();
    assertFalse(mermaid.contains("<"), mermaid);
    assertTrue(mermaid.contains("#60;img src#61;x"), mermaid);
  }

  @Test
  void everyRuleHasARowAndNoneIsUnchecked() {
    Verification nothing =
        new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.empty());
    ImmutableList<RuleRow> rows = RuleRow.all(nothing, Pages.matrix());
    assertEquals(List.of(Rule.values()), rows.stream().map(RuleRow::rule).toList());
    for (RuleRow row : rows) {
      assertFalse(row.isGap(), row::toString);
      boolean checked = !row.model().isEmpty() || !row.tla().isEmpty() || row.driver();
      checked |= row.trace();
      assertTrue(checked || !row.rule().needsCheck(), row::toString);
    }
    assertTrue(rows.stream().anyMatch(row -> row.kills().contains("never-stopped")));
    RuleRow unchecked =
        new RuleRow(
            Rule.A3,
            ImmutableList.of(),
            ImmutableList.of(),
            false,
            false,
            "",
            ImmutableList.of(),
            Optional.empty());
    assertTrue(unchecked.isGap());
  }

  /** With what TLC said just now, if it was asked everything. */
  @Tag("ci")
  @Test
  void theClaimsShowWhatBecameOfThem() {
    Verification nothing =
        new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.empty());
    ImmutableList<Claim> claims = TlaFiles.JAR.claims();
    String pinned =
        Page.of(nothing, ImmutableList.of(), ImmutableList.of(), Optional.empty(), file -> "");
    assertTrue(pinned.contains("All " + claims.size() + " claims, with what they must say ("));
    assertFalse(pinned.contains("just now</th>"));
    ImmutableList<Proof.Line> lines =
        claims.stream()
            .map(claim -> line(claim, claims.indexOf(claim) == 1 ? "depth 1, expected 2" : ""))
            .collect(ImmutableList.toImmutableList());
    String proved = Page.of(nothing, ImmutableList.of(), lines, Optional.empty(), file -> "");
    assertTrue(proved.contains("just now</th>"));
    assertTrue(
        proved.contains("<td><span class=\"bad\">depth 1, expected 2</span></td><td>1.2</td>"));
    assertTrue(proved.contains("<td>holds</td><td>1.2</td>"));
  }

  private static Proof.Line line(Claim claim, String difference) {
    return new Proof.Line(
        claim.name(),
        claim.says(),
        claim.expect(),
        claim.claimed(),
        List.of(),
        Optional.of(difference).filter(said -> !said.isEmpty()),
        0,
        0,
        0,
        List.of(),
        Optional.empty(),
        List.of(),
        OptionalInt.empty(),
        1_234);
  }

  /** What the page walks on is the model: the same steps from every state, by the data alone. */
  @ParameterizedTest
  @ValueSource(strings = {"me-blocking-both", "vista-blockingconfirming-callback"})
  void theDataIsTheModel(String key) {
    Profile<?> profile =
        Profiles.all().stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
    assertSame(profile, ExploreData.of(ImmutableList.of(profile)));
  }

  private static <S> void assertSame(Profile<S> profile, JsonNode data) {
    JsonNode protocol = data.path("protocols").path(profile.view().name());
    JsonNode rows = data.path("profiles").path(profile.key()).path("rows");
    assertEquals(2 * profile.rows().size(), rows.size());
    StateGraph<S, Action> graph = StateGraph.of(profile.system());
    assertEquals(
        values(profile, graph.states().get(0)).toString(), protocol.path("initial").toString());
    for (S state : graph.states()) {
      ArrayNode before = values(profile, state);
      Map<String, JsonNode> after = new HashMap<>();
      for (int i = 0; i < rows.size(); i += 2) {
        JsonNode row = protocol.path("rows").path(rows.path(i + 1).asInt());
        if (value(protocol, row.path(0), before).asBoolean()) {
          ArrayNode changed = before.deepCopy();
          for (int j = 1; j < row.size(); j += 2) {
            changed.set(row.path(j).asInt(), value(protocol, row.path(j + 1), before));
          }
          JsonNode action = data.path("actions").path(rows.path(i).asInt());
          after.put(action.path("label").asText(), changed);
        }
      }
      Map<String, JsonNode> expected = new HashMap<>();
      profile
          .system()
          .steps(state, (action, to) -> expected.put(action.label(), values(profile, to)));
      assertEquals(expected, after);
    }
  }

  private static <S> ArrayNode values(Profile<S> profile, S state) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    profile
        .view()
        .variables()
        .all()
        .forEach(variable -> values.add(TermTable.raw(variable.value(state))));
    return values;
  }

  /** As the page's script does it. */
  private static JsonNode value(JsonNode protocol, JsonNode number, JsonNode state) {
    JsonNode term = protocol.path("terms").path(number.asInt());
    IntFunction<JsonNode> part = index -> value(protocol, term.path(index), state);
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (term.path(0).asText()) {
      case "variable" -> state.path(term.path(1).asInt());
      case "constant" -> term.path(1);
      case "=" -> json.booleanNode(part.apply(1).equals(part.apply(2)));
      case "<" -> json.booleanNode(part.apply(1).asInt() < part.apply(2).asInt());
      case "+" -> json.numberNode(part.apply(1).asInt() + part.apply(2).asInt());
      case "not" -> json.booleanNode(!part.apply(1).asBoolean());
      case "and" ->
          json.booleanNode(
              IntStream.range(1, term.size()).allMatch(i -> part.apply(i).asBoolean()));
      case "or" ->
          json.booleanNode(
              IntStream.range(1, term.size()).anyMatch(i -> part.apply(i).asBoolean()));
      case "if" -> part.apply(1).asBoolean() ? part.apply(2) : part.apply(3);
      default -> throw new AssertionError(term);
    };
  }

  @Test
  void everyVariableOfTheStateIsShownButTheCounters() {
    assertShown(ProtocolState.class, View.BANDS);
    assertShown(StreamState.class, View.STREAMS);
  }

  private static void assertShown(Class<?> states, View<?> view) {
    Set<String> all =
        Arrays.stream(states.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(HashSet::new));
    all.removeAll(Set.of("transfers", "pages", "bands", "cancels", "faults", "skips"));
    assertEquals(
        all,
        view.shown().stream().map(shown -> shown.variable().name()).collect(Collectors.toSet()));
  }

  /** Everything in which the configurations of a protocol differ can be chosen. */
  @Test
  void whateverDiffersIsAChoice() {
    Set<String> choices =
        Arrays.stream(Choice.values()).map(Choice::label).collect(Collectors.toSet());
    Stream.of(Configuration.class, StreamConfiguration.class)
        .flatMap(configuration -> Arrays.stream(configuration.getRecordComponents()))
        .map(RecordComponent::getName)
        .filter(name -> !name.equals("bounds"))
        .forEach(name -> assertTrue(choices.contains(name), name));
  }

  /** Each cell that leads to another state is in the diagram, and nothing else. */
  @Test
  void theDiagramIsTheTable() {
    Set<Effect> staying = Set.of(Effect.STAY, Effect.STAY_BUSY, Effect.COMPLETE, Effect.NEVER);
    long leaving =
        TransferMachine.table().values().stream()
            .filter(cell -> !staying.contains(cell.effect()))
            .count();
    assertEquals(
        leaving, StateDiagram.arrows().stream().mapToLong(arrow -> arrow.labels().size()).sum());
    assertTrue(
        StateDiagram.mermaid()
            .contains("  Acquiring --> Error: callback returned any other code (A9, D19)<br>"));
  }

  @Test
  void anAnswerThatTheModelDoesNotPermitIsNotGiven() {
    assertEquals(9, Scene.all().size());
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                Walk.of(
                    Profile.of(Configuration.DEFAULT),
                    Action.ACQUIRE_ITEM_DATA,
                    Action.STOP_DEVICE));
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith("StopDevice cannot happen in ProtocolState["),
        refused::getMessage);
  }

  @Tag("often")
  @Test
  void theCounterexampleIsWalkedUpToTheWrongStep() {
    Steps wrongCode = steps(BuiltInDriver.STALE_FLAG);
    assertEquals("ReturnFromAcquire(S_FALSE)", wrongCode.next());
    assertEquals("it cannot happen here", wrongCode.why());
    Steps replaced = steps(BuiltInDriver.ERROR_AS_CANCEL);
    assertEquals("it must return E_FAIL", replaced.why());
    assertTrue(replaced.link().startsWith("#explore/xp-interruptible-"), replaced.link());
    assertTrue(replaced.link().endsWith("/StopDevice"), replaced.link());
    Steps twice = steps(BuiltInDriver.STOP_WHEN_IDLE);
    assertEquals("it is wrong by itself", twice.why());
    assertEquals("", new DriverStory(reference(), file -> "").replay());
  }

  private Steps steps(BuiltInDriver driver) {
    return new DriverStory(Pages.part(driver.label(), driver.factory(), folder), file -> "" + file)
        .steps();
  }

  private DriverPart reference() {
    return Pages.part("reference", (ScannerDevice d) -> new ReferenceMiniDriver(d), folder);
  }

  /** A trace of a thousand steps is no diagram any more. */
  @Test
  void ofALongTraceTheEndIsDrawn() {
    Action[] actions = new Action[1_001];
    actions[0] = Action.ACQUIRE_ITEM_DATA;
    Arrays.fill(actions, 1, actions.length, Action.NOTIFY_OTHER_EVENT);
    Sequence sequence = Sequence.of("long", Walk.of(Profile.of(Configuration.DEFAULT), actions));
    assertEquals(150, sequence.lines().size());
    assertEquals(851, sequence.left());
    assertEquals(852, sequence.lines().get(0).number());
  }
}
