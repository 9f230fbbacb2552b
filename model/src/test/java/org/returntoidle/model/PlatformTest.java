package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformTest {
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
    assertEquals(List.of(Platform.ME, Platform.XP), Platform.values());
    assertEquals(Optional.of(Platform.XP), Platform.withLabel("xp"));
    assertEquals(Optional.empty(), Platform.withLabel("2000"));
    assertEquals(Platform.ME, Platform.of("ME"));
    assertEquals("Me", Platform.ME.toString());
    assertThrows(IllegalArgumentException.class, () -> Platform.of("2000"));
  }
}
