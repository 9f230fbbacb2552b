package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.engine.StateGraph;

/** A7's note in three readings: each a profile, and what each takes for a cancel. */
class PlatformTest {
  private static final ImmutableMap<String, Platform> READINGS = Platform.ME.readings();

  @Test
  void eachReadingTakesOtherCodesForACancel() {
    assertEquals(List.of("error", "false", "any"), READINGS.keySet().asList());
    assertEquals("E_FAIL E_ABORT", reported("error"));
    assertEquals("S_FALSE", reported("false"));
    assertEquals("S_FALSE E_FAIL E_ABORT", reported("any"));
  }

  private static String reported(String reading) {
    Platform platform = Optional.ofNullable(READINGS.get(reading)).orElseThrow();
    return String.join(
        " ",
        Stream.of(
                HResult.S_OK,
                HResult.S_FALSE,
                HResult.E_FAIL,
                HResult.E_ABORT,
                HResult.WIA_ERROR_BUSY)
            .filter(platform::reportsCancel)
            .map(HResult::toString)
            .toList());
  }

  @Test
  void aLabelNamesTheReading() {
    for (Platform platform : READINGS.values()) {
      assertEquals(Optional.of(platform), Platform.withLabel(platform.label()));
      assertEquals("Me", platform.version());
      assertNotEquals("", platform.reading());
    }
    assertEquals(Platform.ME, READINGS.values().asList().get(0));
    assertEquals(
        List.of("Me", "Me-false", "Me-any", "XP"),
        Platform.inEveryReading().stream().map(Platform::label).toList());
    assertEquals(ImmutableMap.of(), Platform.XP.readings());
    assertEquals("XP", Platform.XP.version());
    assertEquals("", Platform.XP.reading());
    assertEquals(ImmutableList.of(Platform.ME, Platform.XP), Platform.banded());
  }

  /** Where a cancel is S_FALSE the protocol is that of Windows XP, and so is what is proved. */
  @Tag("ci")
  @Test
  void theProtocolDependsOnTheCodeOnly() {
    Configuration configuration = Configuration.DEFAULT.with(Bounds.NONE);
    StateGraph<ProtocolState, Action> xp = graph(configuration);
    for (Platform platform : READINGS.values()) {
      StateGraph<ProtocolState, Action> read = graph(configuration.with(platform));
      boolean same = platform.sameProtocol().equals(Platform.XP);
      assertEquals(!platform.equals(Platform.ME), same);
      assertEquals(same, xp.states().equals(read.states()));
      assertEquals(xp.stateCount(), read.stateCount());
      assertEquals(
          ImmutableList.of(),
          Explorer.explore(new Protocol(Configuration.DEFAULT.with(platform))).violations());
    }
    Platform madeUp = new Platform("made up", HResult.E_CANCELLED, false);
    assertEquals(madeUp, madeUp.sameProtocol());
  }

  private static StateGraph<ProtocolState, Action> graph(Configuration configuration) {
    return Explorer.graph(new Protocol(configuration));
  }

  @Test
  void theRulesOfTheNoteDependOnItsReading() {
    assertEquals(
        List.of(Rule.A7, Rule.D16, Rule.H4),
        Arrays.stream(Rule.values()).filter(Rule::dependsOnReading).toList());
  }

  @Test
  void a5_xpReportsACancelAsFalseAndMeAsAnError() {
    assertFalse(Platform.XP.cancelIsAnError());
    assertTrue(Platform.XP.reportsCancel(HResult.S_FALSE));
    assertFalse(Platform.XP.reportsCancel(HResult.E_ABORT));
    assertTrue(Platform.ME.cancelIsAnError());
    assertFalse(Platform.ME.reportsCancel(HResult.S_FALSE));
  }

  /** On Me any error may report a cancel (D16), but BUSY never does (D4). */
  @Test
  void d16_anotherDriverMayUseAnyErrorButBusy() {
    assertTrue(Platform.ME.reportsCancel(HResult.E_FAIL));
    assertFalse(Platform.ME.reportsCancel(HResult.WIA_ERROR_BUSY));
    assertFalse(Platform.XP.reportsCancel(HResult.E_FAIL));
  }

  @Test
  void oneIsFoundByItsLabel() {
    assertEquals(List.of(Platform.ME, Platform.XP), Platform.banded());
    assertEquals(Optional.of(Platform.XP), Platform.withLabel("xp"));
    assertEquals(Optional.empty(), Platform.withLabel("2000"));
    assertEquals(Platform.ME, Platform.of("ME"));
    assertEquals("Me", Platform.ME.toString());
    assertThrows(IllegalArgumentException.class, () -> Platform.of("2000"));
  }
}
