package org.returntoidle.impl;

import org.returntoidle.model.HResult;

/** How a device read completed. */
public sealed interface ReadResult {
  /** With a band. */
  record Data(Band band) implements ReadResult {}

  /** Warming up, or waiting for paper: read again (D15). */
  record NotReady() implements ReadResult {}

  /** The cancel button was pressed (A6). */
  record Button() implements ReadResult {}

  /**
   * The device failed (D10).
   *
   * @param code an error, which becomes the transfer's result
   */
  record Fault(HResult code) implements ReadResult {}

  /** The driver gave the read up. */
  record Interrupted() implements ReadResult {}
}
