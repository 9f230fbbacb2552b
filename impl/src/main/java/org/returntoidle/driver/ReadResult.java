package org.returntoidle.driver;

import java.util.Objects;
import org.returntoidle.model.HResult;

/** How a device read completed. */
public sealed interface ReadResult {
  /** With a band; not null. */
  record Data(Band band) implements ReadResult {
    /** Checks the value. */
    public Data {
      Objects.requireNonNull(band);
    }
  }

  /** Warming up, or waiting for paper: read again (D15). */
  record NotReady() implements ReadResult {}

  /**
   * The feeder has no sheet for the next page (V5). Only a transfer to streams meets this; the read
   * is over, and another one reports the same.
   */
  record FeederEmpty() implements ReadResult {}

  /** The cancel button was pressed (A6). */
  record Button() implements ReadResult {}

  /**
   * The device failed (D10).
   *
   * @param code an error, which becomes the transfer's result; not null
   */
  record Fault(HResult code) implements ReadResult {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if {@code code} is a success
     */
    public Fault {
      if (!code.isError()) {
        throw new IllegalArgumentException("a fault with the success code " + code);
      }
    }
  }

  /** The driver gave the read up. */
  record Interrupted() implements ReadResult {}

  /** It has not completed: the wait was ended by {@link DeviceRead#wake()}, and may go on. */
  record Woken() implements ReadResult {}
}
