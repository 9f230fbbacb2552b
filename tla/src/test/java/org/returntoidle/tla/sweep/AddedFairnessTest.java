package org.returntoidle.tla.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MoreCollectors;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.model.Action;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Component;
import org.returntoidle.tla.Formula;
import org.returntoidle.tla.Formulas;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.engine.Tlc;

/**
 * One operator more: the specification assumes of an action that it is not neglected for ever. No
 * rule can be broken by that; a claim that must fail holds then, or nothing more was assumed.
 */
class AddedFairnessTest {
  /** What the specification says of its components already. */
  private static final String ASSUMED = " /\\ FairImage\n=";

  private static final String MUST_BEGIN = "Must_A4_Begin";
  private static final String BEGIN = "[]<>(step # \"Resting\")";

  @TempDir private Path folder = Path.of("unset");

  private static List<Claim> mustFail() {
    return TlaFiles.JAR.claims().stream()
        .filter(claim -> claim.name().startsWith("free-"))
        .toList();
  }

  /** For each action the claims that hold if it is assumed to be fair. */
  private static SetMultimap<Action, String> noticed() {
    SetMultimap<Action, String> found = MultimapBuilder.treeKeys().treeSetValues().build();
    for (Claim claim : mustFail()) {
      Protocol protocol = new Protocol(claim.configuration());
      StateGraph<ProtocolState, Action> graph = Explorer.graph(protocol);
      for (Action action : Action.BANDED) {
        if (holdsIfFair(claim, protocol, graph, action)) {
          found.putAll(action, claim.claimed());
        }
      }
    }
    return found;
  }

  private static boolean holdsIfFair(
      Claim claim, Protocol protocol, StateGraph<ProtocolState, Action> graph, Action action) {
    ImmutableList<ImmutableSet<Action>> fair =
        Streams.concat(
                claim.fairness().stream().map(Component::actions),
                Stream.of(ImmutableSet.of(action)))
            .collect(ImmutableList.toImmutableList());
    Map<String, Formula<ProtocolState>> formulas = Formulas.of(protocol, fair, Properties::of);
    return claim.claimed().stream()
        .allMatch(name -> Optional.ofNullable(formulas.get(name)).orElseThrow().holds(graph));
  }

  @Test
  void whoeverNeedNotActIsNotAssumedTo() {
    assertEquals(
        "{AcquireItemData=[Must_A4_Begin], PressCancelButton=[Must_A1_Press],"
            + " DeviceFails=[Must_D10_Fail], CancelPendingIO=[Must_B2_Ask],"
            + " NotifyCancelIO=[Must_B4_Deliver]}",
        noticed().toString());
  }

  /** TLC agrees, and says of every other action that its fairness was assumed before. */
  @Tag("long")
  @Test
  void tlcSaysSoAndThatEveryOtherIsAssumedAlready() throws IOException {
    SetMultimap<Action, String> noticed = noticed();
    for (Action action : Action.BANDED) {
      String fair = "WF_vars(" + action + ")";
      if (!noticed.containsKey(action)) {
        written("", fair);
        assertTrue(holds(MUST_BEGIN), fair);
      } else {
        written(" /\\ " + fair, BEGIN);
        for (String name : noticed.get(action)) {
          assertTrue(holds(name), fair);
        }
      }
    }
  }

  /** With more fairness, and another claim in the place of one. */
  private void written(String more, String begin) throws IOException {
    for (Map.Entry<String, String> module : TlaFiles.JAR.texts(List.of()).entrySet()) {
      String text = module.getValue();
      if (module.getKey().equals("CancelProtocol.tla")) {
        assertTrue(text.contains(ASSUMED));
        text = text.replace(ASSUMED, ASSUMED.replace("\n", more + "\n"));
      } else if (module.getKey().equals("MCCancelProtocol.tla")) {
        assertTrue(text.contains(MUST_BEGIN + " == " + BEGIN));
        text = text.replace(MUST_BEGIN + " == " + BEGIN, MUST_BEGIN + " == " + begin);
      }
      Files.writeString(folder.resolve(module.getKey()), text);
    }
  }

  /** Asked of TLC under all assumptions, in the kind of the claim. */
  private boolean holds(String name) {
    Claim claim =
        mustFail().stream()
            .filter(each -> each.claimed().contains(name))
            .collect(MoreCollectors.onlyElement());
    return claim.holds(new Tlc(1), new TlaFiles(Optional.of(folder)));
  }
}
