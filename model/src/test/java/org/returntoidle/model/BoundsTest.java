package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
  @Test
  void areToldInWords() {
    assertEquals("1 band, 2 transfers, 0 cancels, 1 fault", Bounds.of(1, 2, 0, 1).toString());
    assertEquals(
        "any number of bands, any number of transfers, any number of cancels,"
            + " any number of faults",
        Bounds.NONE.toString());
    assertEquals(
        "XP, Interruptible driver, Both application, 2 bands, 2 transfers, 2 cancels, 1 fault",
        Configuration.DEFAULT.toString());
  }

  @Test
  void theSmallestAndTheGreatestAreAccepted() {
    assertEquals(1, Bounds.of(1, 1, 0, 0).transfers().orElseThrow());
    assertEquals(Bounds.MOST, Bounds.of(1000, 1000, 1000, 1000).faults().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 0, bands is 0; it must be 1 to 1000",
    "1, 0, 0, 0, transfers is 0; it must be 1 to 1000",
    "1, 1, -1, 0, cancels is -1; it must be 0 to 1000",
    "1, 1, 0, 1001, faults is 1001; it must be 0 to 1000"
  })
  void whatIsBeyondIsRefused(int bands, int transfers, int cancels, int faults, String says) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> Bounds.of(bands, transfers, cancels, faults));
    assertEquals(says, refused.getMessage());
  }
}
