package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.tla.engine.TlcResult.Outcome;

class TlcResultTest {
  private static final Modules COUNT =
      new Modules(
          "Count",
          ImmutableMap.of(
              "Count",
              """
              ---- MODULE Count ----
              EXTENDS Naturals
              VARIABLE n
              Up == n < 3 /\\ n' = n + 1
              Down == n = 3 /\\ n' = 0
              Spec == n = 0 /\\ [][Up \\/ Down]_n
              NotThree == n # 3
              Seven == <>(n = 7)
              ====
              """));

  private static TlcResult check(String claim) {
    return new Tlc(1).check(COUNT, "SPECIFICATION Spec\n" + claim + "\n");
  }

  @Test
  void aCounterexampleIsAListOfActions() {
    TlcResult result = check("INVARIANT NotThree");
    assertEquals(Outcome.VIOLATED, result.outcome());
    assertEquals(Optional.of("NotThree"), result.violated());
    assertEquals(List.of("Up", "Up", "Up"), result.counterexample());
    assertEquals(List.of("n = 0", "n = 1", "n = 2", "n = 3"), result.states());
    assertEquals(Optional.of("n = 3"), result.lastState());
    assertEquals(OptionalInt.empty(), result.loopStart());
    assertEquals(Optional.empty(), result.loop());
    assertEquals("2.18", result.version());
    assertEquals(12, result.exitCode());
    assertEquals(2110, result.messageCode());
  }

  /** What TLC counts are not the steps, but the ways in which it makes them. */
  @Tag("ci")
  @Test
  void aStepThatIsMadeInTwoWaysIsGeneratedTwice() {
    assertEquals(4, check("").generatedSteps());
    String text = Iterables.getOnlyElement(COUNT.texts().values());
    Modules twice = COUNT.with("Count", text.replace("n < 3", "(n < 3 \\/ n < 2)"));
    String cfg = "SPECIFICATION Spec\n";
    assertEquals(6, new Tlc(1).check(twice, cfg).generatedSteps());
    assertEquals(6, new Tlc(1).graph(twice, cfg).edges().size());
    assertEquals(4, new Tlc(1).graph(twice, cfg).edges().elementSet().size());
  }

  @Test
  void anInfiniteCounterexampleSaysWhatGoesOnForEver() {
    TlcResult result = check("PROPERTY Seven");
    assertEquals(Outcome.VIOLATED, result.outcome());
    assertEquals(Optional.of("nothing more happens"), result.loop());
    assertEquals(OptionalInt.of(result.states().size() - 1), result.loopStart());
  }

  private static TlcResult lost() {
    return TlcResult.parse(
        1,
        List.of(
            "@!@!@STARTMSG 2116:1 @!@!@",
            "Temporal properties were violated.",
            "@!@!@ENDMSG 2116 @!@!@",
            "@!@!@STARTMSG 1000:1 @!@!@",
            "The exception was a java.io.IOException",
            ": Read past end of file (increase with setLength)?",
            "@!@!@ENDMSG 1000 @!@!@"),
        0);
  }

  /** One run in twenty of those that find a temporal property violated ends so. */
  @Test
  void aRunThatLosesItsCounterexampleIsDoneAgain() {
    TlcResult found = check("PROPERTY Seven");
    Iterator<TlcResult> runs = List.of(lost(), lost(), found, lost()).iterator();
    assertEquals(found, Tlc.again(runs::next));
    assertEquals(lost(), runs.next());
  }

  @Test
  void oneThatAlwaysDoesIsNoVerdict() {
    TlcResult result = Tlc.again(TlcResultTest::lost);
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals("TLC exit code 1: Temporal properties were violated.", result.problem());
  }

  @Test
  void aConfigurationThatTlcDoesNotAcceptIsNoVerdict() {
    TlcResult result = check("INVARIANT NoSuch");
    assertEquals(Outcome.FAILED, result.outcome());
    assertTrue(result.problem().contains("NoSuch"), result.problem());
  }

  @Test
  void successNeedsTheMessageAndTheExitCode() {
    List<String> said =
        List.of(
            "@!@!@STARTMSG 2199:0 @!@!@",
            "5 states generated, 3 distinct states found, 0 states left on queue.",
            "@!@!@ENDMSG 2199 @!@!@");
    assertEquals(Outcome.FAILED, TlcResult.parse(0, said, 1).outcome());
    assertEquals(3, TlcResult.parse(0, said, 1).distinctStates());
    assertEquals(Outcome.FAILED, TlcResult.parse(137, List.of(), 1).outcome());
  }

  @Test
  void aSearchThatWasCutShortIsNoSuccess() {
    List<String> said =
        List.of(
            "@!@!@STARTMSG 2193:0 @!@!@",
            "Model checking completed. No error has been found.",
            "@!@!@ENDMSG 2193 @!@!@",
            "@!@!@STARTMSG 2199:0 @!@!@",
            "5 states generated, 3 distinct states found, 1 states left on queue.",
            "@!@!@ENDMSG 2199 @!@!@");
    assertEquals(Outcome.FAILED, TlcResult.parse(0, said, 1).outcome());
  }
}
