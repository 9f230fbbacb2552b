package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.returntoidle.tla.TlcResult.Outcome;

class TlcResultTest {
  private final Tlc tlc = new Tlc(1);

  @Test
  void aCounterexampleIsAListOfActions() {
    TlcResult result = tlc.check(TlaFiles.JAR, EveryClaimTest.claim("hazard-H2").cfg());
    assertEquals(Outcome.VIOLATED, result.outcome());
    assertEquals(Optional.of("NoH2"), result.violated());
    assertEquals(
        List.of("CancelPendingIO", "AcquireItemData", "NotifyCancelIO", "ReturnFromAcquire"),
        result.counterexample());
    assertEquals(Optional.empty(), result.loop());
    assertEquals("2.18", result.version());
    assertEquals(12, result.exitCode());
    assertEquals(2110, result.messageCode());
  }

  @Test
  void anInfiniteCounterexampleSaysWhatGoesOnForEver() {
    TlcResult result = tlc.check(TlaFiles.JAR, EveryClaimTest.claim("absurd").cfg());
    assertEquals(Outcome.VIOLATED, result.outcome());
    assertEquals(Optional.of("nothing more happens"), result.loop());
  }

  @Test
  void aConfigurationThatTlcDoesNotAcceptIsNoVerdict() {
    String cfg = EveryClaimTest.claim("hazard-H2").cfg().replace("  NoH2", "  NoSuch");
    TlcResult result = tlc.check(TlaFiles.JAR, cfg);
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
