package org.returntoidle.spec.report;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.Action.*;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.spec.report.HazardSearch.Found;
import org.returntoidle.spec.report.HazardStory.Picture;
import org.returntoidle.spec.rules.Judge;

/** The table of what changed from Windows XP to Windows Vista is true of models and judge. */
class ChangeTest {
  private static final Configuration XP =
      new Configuration(
          Platform.XP, DriverKind.NOT_ASYNCHRONOUS, ApplicationKind.CANCEL_PENDING_IO, Bounds.NONE);

  private static StreamConfiguration streams(DriverKind driver, StreamApplication application) {
    return new StreamConfiguration(new StreamDriver(driver, false), application, StreamBounds.NONE);
  }

  private static ImmutableSet<Rule> changed() {
    return Arrays.stream(Change.values()).map(Change::rule).collect(toImmutableSet());
  }

  /** By a rule that holds on one of the platforms only, nobody is judged on the other. */
  @Test
  void whatIsJudgedBeforeVistaOnlyIsInTheTable() {
    Set<Rule> before =
        Stream.of(Platform.XP, Platform.ME)
            .flatMap(platform -> Judge.applicable(platform, true).stream())
            .collect(toImmutableSet());
    Set<Rule> gone = Sets.difference(before, Judge.applicable(Platform.VISTA, true));
    assertEquals(Set.of(Rule.A5, Rule.A7, Rule.A8, Rule.D1, Rule.D16), gone);
    assertTrue(changed().containsAll(gone));
  }

  @Test
  void theReasonsAreRulesOfVista() {
    for (Change change : Change.values()) {
      assertFalse(change.because().isEmpty(), change::name);
      for (Rule rule : change.because()) {
        assertTrue(rule.name().startsWith("V") || rule == Rule.D26, change::name);
      }
      assertEquals(change.before().isEmpty(), change.since().startsWith("New"), change::name);
    }
  }

  /** D9, on bands: what comes after the last band is acknowledged changes nothing. */
  @Test
  void aLateCancelOfBandsChangesNothing() {
    Walk<?> late =
        Walk.of(
            Profile.of(XP.with(DriverKind.INTERRUPTIBLE)),
            ACQUIRE_ITEM_DATA,
            START_DEVICE,
            SUBMIT_READ,
            IMAGE_ENDS,
            READ_LAST_BAND,
            DELIVER_BAND,
            CALLBACK_CONTINUES,
            CANCEL_PENDING_IO,
            NOTIFY_CANCEL_IO,
            STOP_DEVICE,
            RETURN_FROM_ACQUIRE);
    assertEquals(Optional.of("S_OK"), late.atTheEnd("result"));
  }

  /** D9, on streams: the message after the last write can still cancel; and L3, B5, H1, D10. */
  @Test
  void theAnswersAreAsTheTableSays() {
    assertEquals(Optional.of("S_FALSE"), result("What if the last message of all"));
    assertEquals(Optional.of("S_FALSE"), result("What does IWiaTransfer::Cancel do"));
    assertEquals(Optional.of("S_OK"), result("Why may CancelPendingIO be ignored"));
    assertEquals(Optional.of("None"), result("What if a fault of the device is repaired"));
  }

  private static Optional<String> result(String question) {
    return Scene.all().stream()
        .filter(scene -> scene.question().startsWith(question))
        .findFirst()
        .orElseThrow()
        .walk()
        .atTheEnd("result");
  }

  /** L4, A5, A7, D16: the results that there are. */
  @Test
  void theResultsAreAsTheTableSays() {
    assertEquals(HResult.E_ABORT, Platform.ME.cancelCode());
    assertEquals(HResult.S_FALSE, Platform.XP.cancelCode());
    assertEquals(HResult.S_FALSE, Platform.VISTA.cancelCode());
    StreamConfiguration feeder =
        streams(DriverKind.NOT_ASYNCHRONOUS, StreamApplication.CALLBACK).with(StreamFeeder.NUMBER);
    Set<HResult> successes =
        StateGraph.of(new StreamProtocol(feeder)).states().stream()
            .flatMap(state -> Streams.stream(state.result()))
            .filter(code -> !code.isError())
            .collect(toImmutableSet());
    assertEquals(Set.of(HResult.S_OK, HResult.S_FALSE, HResult.WIA_STATUS_END_OF_MEDIA), successes);
  }

  /** What the table says of hazards is what the search finds. */
  @Tag("ci")
  @Test
  void theHazardsAreAsTheTableSays() {
    List<Found> streams = HazardSearch.streams();
    for (Change change : Change.values()) {
      Rule rule = change.rule();
      if (rule.name().startsWith("H")) {
        boolean had = Arrays.stream(Hazard.values()).anyMatch(hazard -> hazard.rule() == rule);
        assertEquals(had, change.before().startsWith("Occurs"), change::name);
        boolean has = streams.stream().anyMatch(one -> one.rule() == rule && isInTheReference(one));
        assertEquals(has && had, change.since().startsWith("Occurs"), change::name);
        assertEquals(!has && had, change.since().startsWith("Gone"), change::name);
      }
    }
    assertEquals(
        List.of(
            "H1: driver Blocking or Interruptible; application Callback or Both",
            "H2: driver NotAsynchronous; application Callback",
            "H3: driver NotAsynchronous; application Callback or Both",
            "H4: platform XP"),
        HazardSearch.bands().stream().map(ChangeTest::goneWith).toList());
    assertEquals(
        List.of(
            "H1: application Callback; variant None (the reference) or AsksLate or ForeignCancel",
            "H2: driver NotAsynchronous or BlockingConfirming or InterruptibleConfirming;"
                + " application Callback",
            "H3: application Callback or Both; variant ForeignCancel",
            "H3: application Callback; variant ForeignCancel",
            "H5: ",
            "H6: application Callback; messages None; application Both with messages" + " Handled",
            "H7: variant AsksLate",
            "H8: driver NotAsynchronous or BlockingConfirming or InterruptibleConfirming;"
                + " application Callback; variant None (the reference) or AsksOnce or"
                + " DiscardsSilently or AsksLate"),
        streams.stream().map(ChangeTest::goneWith).toList());
    assertEquals(
        List.of(11, 5, 13, 13, 9, 9, 7, 5),
        streams.stream().map(one -> one.shortest().actions().size()).toList());
  }

  private static boolean isInTheReference(Found found) {
    return found.places().stream()
        .anyMatch(profile -> profile.unusual() == 0 && !found.gone().contains(profile));
  }

  private static String goneWith(Found found) {
    return found.rule() + ": " + String.join("; ", new Picture("", found).goneWith());
  }
}
