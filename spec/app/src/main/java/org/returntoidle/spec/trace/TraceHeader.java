package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;

/**
 * The first line of a trace.
 *
 * @param platform the Windows version
 * @param driver the kind of driver
 * @param records what the trace shows whenever it happens, besides what every trace has to show
 */
public record TraceHeader(Platform platform, DriverKind driver, ImmutableSet<Action> records) {
  /** The version of the format that is written and read here. */
  public static final int FORMAT = 1;
}
