package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HResultTest {
  @Test
  void theSdkHeaderCountsInDecimal() {
    assertEquals(0x80210010, HResult.WIA_ERROR_COVER_OPEN.code());
    assertEquals(0x80210006, HResult.WIA_ERROR_BUSY.code());
    assertEquals(0x00210009, HResult.WIA_STATUS_SKIP_ITEM.code());
  }

  @Test
  void onlyTheSeverityBitMakesAnError() {
    assertTrue(HResult.E_ABORT.isError());
    assertFalse(HResult.S_FALSE.isError());
    assertFalse(HResult.WIA_STATUS_END_OF_MEDIA.isError());
  }

  @Test
  void namesAndHexadecimalFormsAreReadBack() {
    HResult unknown = new HResult(0x8000ABCD);
    assertEquals("0x8000ABCD", unknown.toString());
    assertEquals(Optional.of(unknown), HResult.parse("0x8000ABCD"));
    assertEquals(Optional.of(HResult.WIA_ERROR_PAPER_JAM), HResult.parse("WIA_ERROR_PAPER_JAM"));
    assertEquals(Optional.empty(), HResult.parse("E_NOPE"));
    assertEquals(Optional.empty(), HResult.parse("0x123456789"));
  }
}
