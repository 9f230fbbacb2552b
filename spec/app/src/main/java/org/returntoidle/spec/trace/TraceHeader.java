package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import org.returntoidle.model.Action;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.rules.Evidence;

/**
 * The first line of a trace.
 *
 * @param format the version of the format
 * @param platform the Windows version
 * @param driver the kind of driver
 * @param records what the trace shows whenever it happens, besides what every trace has to show
 * @param capabilities what is said of driver and trace besides; nothing in format 1
 */
public record TraceHeader(
    int format,
    Platform platform,
    DriverKind driver,
    ImmutableSet<Action> records,
    ImmutableSet<Capability> capabilities) {
  /** The first version: without capabilities, and judged as ever. */
  static final int FIRST = 1;

  /** The version with capabilities and {@code StartFails}, by which D22 and D23 are judged, too. */
  static final int SECOND = 2;

  /** What a trace of stream transfers always shows. */
  private static final ImmutableSet<Action> BORDER =
      Sets.immutableEnumSet(
          Action.ACQUIRE_ITEM_DATA,
          Action.RETURN_FROM_ACQUIRE,
          Action.GET_NEXT_STREAM,
          Action.SEND_STATUS,
          Action.REPORT_DEVICE_STATUS,
          Action.WRITE_BAND,
          Action.RELEASE_STREAM,
          Action.NOTIFY_CANCEL_IO,
          Action.CALLBACK_CONTINUES,
          Action.CALLBACK_SKIPS,
          Action.CALLBACK_CANCELS,
          Action.CALLBACK_FAILS_E_FAIL,
          Action.HANDLER_RESOLVES,
          Action.HANDLER_GIVES_UP,
          Action.STREAM_TAKES,
          Action.STREAM_FAILS);

  /** A header of the first version. */
  public TraceHeader(Platform platform, DriverKind driver, ImmutableSet<Action> records) {
    this(FIRST, platform, driver, records, ImmutableSet.of());
  }

  /** Whether reads and starts are judged by what came before them. */
  boolean judgesReads() {
    return format >= SECOND;
  }

  /** What has not happened if the trace does not show it: also what its format does not know. */
  ImmutableSet<Action> seen() {
    return format >= SECOND
        ? records
        : Sets.immutableEnumSet(Sets.union(records, Words.SINCE_SECOND));
  }

  /** What a judge of stream transfers goes by; of bytes a trace has none. */
  Evidence evidence() {
    Set<Action> shown = Sets.union(records, BORDER);
    return new Evidence(
        driver.asynchronous(),
        capabilities.contains(Capability.CANCELS_BY_ITSELF),
        false,
        Sets.immutableEnumSet(shown));
  }

  /** The same for another Windows version. */
  TraceHeader with(Platform other) {
    return new TraceHeader(format, other, driver, records, capabilities);
  }
}
