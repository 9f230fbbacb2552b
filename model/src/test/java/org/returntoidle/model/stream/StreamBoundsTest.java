package org.returntoidle.model.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamBoundsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|1|1|0|0|0|bands is 0; it must be 1 to 1000",
        "1|0|1|0|0|0|pages is 0; it must be 1 to 1000",
        "1|1|0|0|0|0|transfers is 0; it must be 1 to 1000",
        "1|1|1|-1|0|0|cancels is -1; it must be 0 to 1000",
        "1|1|1|0|1001|0|faults is 1001; it must be 0 to 1000",
        "1|1|1|0|0|-1|skips is -1; it must be 0 to 1000"
      })
  void oneThatMakesNoSenseIsRefused(
      int bands, int pages, int transfers, int cancels, int faults, int skips, String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> StreamBounds.of(bands, pages, transfers, cancels, faults, skips))
            .getMessage());
  }

  @Test
  void theyAreSaidInWords() {
    assertEquals(
        "1 band, 2 pages, 2 transfers, 1 cancel, 1 fault, 0 skips",
        StreamBounds.of(1, 2, 2, 1, 1, 0).toString());
    assertEquals(
        "any number of bands, any number of pages, any number of transfers,"
            + " any number of cancels, any number of faults, any number of skips",
        StreamBounds.NONE.toString());
  }
}
