package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.Action;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;

/**
 * The first line of a trace.
 *
 * @param platform the Windows version
 * @param driver the kind of driver
 * @param records what the trace shows whenever it happens, besides what every trace has to show
 * @param capabilities what is said of driver and trace besides; nothing in format 1
 */
public record TraceHeader(
    Platform platform,
    DriverKind driver,
    ImmutableSet<Action> records,
    ImmutableSet<Capability> capabilities) {
  /** The version of the format without capabilities. */
  static final int WITHOUT_CAPABILITIES = 1;

  /** The version of the format with them. */
  static final int WITH_CAPABILITIES = 2;

  /** A header without capabilities. */
  public TraceHeader(Platform platform, DriverKind driver, ImmutableSet<Action> records) {
    this(platform, driver, records, ImmutableSet.of());
  }

  /** The oldest version of the format that can say this. */
  int format() {
    return capabilities.isEmpty() ? WITHOUT_CAPABILITIES : WITH_CAPABILITIES;
  }

  /** The same for another Windows version. */
  TraceHeader with(Platform other) {
    return new TraceHeader(other, driver, records, capabilities);
  }
}
