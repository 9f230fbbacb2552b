package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.TlcResult;

/** Our own side can be wrong too, and then every report says so. */
class VerificationTest {
  private static final Claim CLAIM = Claim.main().get(0);

  private static TlcResult tlc(TlcResult.Outcome outcome) {
    return new TlcResult(
        12,
        2110,
        outcome,
        "2.18",
        1,
        10,
        9,
        3,
        Optional.of("A3_CanceledStops"),
        ImmutableList.of("AcquireItemData"),
        ImmutableList.of(),
        Optional.empty(),
        "",
        1);
  }

  private static Verification with(ProofPart proof) {
    return new Verification(Platform.XP, 1, Optional.empty(), Optional.of(proof), Optional.empty());
  }

  private static ProofPart proof(Optional<String> claim, Optional<String> mirror) {
    TlcResult result = tlc(TlcResult.Outcome.VIOLATED);
    return new ProofPart(
        ImmutableList.of(new Claim.Checked(CLAIM, result, claim)),
        new Mirror.Result(mirror.isEmpty(), 9, 9, mirror, 1),
        1);
  }

  /** In text, JSON and JUnit XML: why D21 says nothing of a driver that does not claim it. */
  @Tag("ci")
  @Test
  void d21IsNotTestedWithItsReasonUnlessItIsClaimed() {
    Subject silent =
        new Subject(
            "silent", device -> new Silent(new ReferenceMiniDriver(device)), Reading.PERMISSIVE);
    Subject process = Subjects.process("no-such-program");
    assertEquals("nothing can be thrown into another process", process.whyNothingIsThrown());
    String refused =
        assertThrows(BadInputException.class, () -> Subjects.surviving(process)).getMessage();
    assertEquals("--throws: nothing can be thrown into another process", refused);
    DriverSearch search = DriverSearch.of(Platform.XP).withScope(Scope.together(1, 1, 1));
    Verification unasked = verification(DriverVerifier.verify(silent, search, Progress.NONE));
    String why = "the driver does not claim to survive exceptions (survivesExceptions, --throws)";
    DriverPart part = unasked.driver().orElseThrow();
    assertTrue(TextReport.driver(part, file -> "").contains("not tested: D21, " + why));
    assertTrue(JunitReport.of(unasked).contains("<skipped message=\"not tested: " + why));
    JsonNode d21 = d21(unasked);
    assertEquals("not-tested", d21.path("verdict").asText());
    assertEquals(why, d21.path("why").asText());
    Verification asked =
        verification(DriverVerifier.verify(Subjects.surviving(silent), search, Progress.NONE));
    assertEquals("holds", d21(asked).path("verdict").asText());
    assertTrue(d21(asked).path("checks").asInt() > 0);
    assertTrue(d21(asked).path("why").isNull());
  }

  /** A driver that survives what is thrown at it, and does not say so. */
  private record Silent(MiniDriver driver) implements MiniDriver {
    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return driver.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return driver.drvNotifyPnpEvent(event);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return driver.cancelsAsynchronously();
    }
  }

  private static JsonNode d21(Verification verification) {
    for (JsonNode rule : JsonReport.of(verification).at("/driver/rules")) {
      if (rule.path("id").asText().equals("D21")) {
        return rule;
      }
    }
    throw new AssertionError("no D21");
  }

  private static Verification verification(DriverPart part) {
    return new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.of(part));
  }

  @Test
  void aProofThatFailsIsSaid() {
    Verification failed =
        with(proof(Optional.of("A3_CanceledStops is violated"), Optional.empty()));
    assertFalse(failed.oursHolds());
    assertFalse(failed.holds());
    assertTrue(
        TextReport.proof(failed.proof().orElseThrow())
            .contains("safety: A3_CanceledStops is violated"));
    assertEquals("violated", JsonReport.of(failed).path("verdict").asText());
    assertEquals("violated", JsonReport.of(failed).at("/tlc/properties/0/verdict").asText());
    assertTrue(JunitReport.of(failed).contains("<failure message=\"not as expected\""));
  }

  @Test
  void aGraphThatDiffersIsSaid() {
    Verification failed = with(proof(Optional.empty(), Optional.of("step only in TLC: x")));
    assertFalse(failed.oursHolds());
    assertTrue(
        TextReport.proof(failed.proof().orElseThrow())
            .contains("NOT the same graph: step only in TLC: x"));
    assertFalse(JsonReport.of(failed).at("/mirror/equal").asBoolean());
    assertTrue(JunitReport.of(failed).contains("<failure message=\"step only in TLC: x\""));
  }

  @Tag("ci")
  @Test
  void anInvariantThatDoesNotHoldIsSaidWithItsPath() {
    Property wrong = Property.ofStates("A3_Wrong", Rule.A3, s -> s.state() != TransferState.ERROR);
    ModelPart part =
        new ModelPart(
            Explorer.explore(new Protocol(Configuration.DEFAULT), List.of(wrong), 1, states -> {}),
            1);
    Verification failed =
        new Verification(Platform.XP, 1, Optional.of(part), Optional.empty(), Optional.empty());
    assertFalse(failed.oursHolds());
    assertTrue(TextReport.model(part).contains("VIOLATED A3_Wrong by [AcquireItemData, "));
    assertEquals("violated", JsonReport.model(part).at("/properties/0/verdict").asText());
  }
}
