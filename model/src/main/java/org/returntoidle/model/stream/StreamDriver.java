package org.returntoidle.model.stream;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.returntoidle.model.DriverKind;

/**
 * What a stream driver can do.
 *
 * @param kind whether {@code CANCEL_IO} tells it something, and whether it gives up a read
 * @param confirming takes {@code CANCEL_IO} as a reason to ask, not as the cancel: a message asks,
 *     and its answer decides
 */
public record StreamDriver(DriverKind kind, boolean confirming) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a driver that ignores {@code CANCEL_IO} were to confirm it
   */
  public StreamDriver {
    if (confirming && kind == DriverKind.NOT_ASYNCHRONOUS) {
      throw new IllegalArgumentException("a driver that ignores CANCEL_IO has nothing to confirm");
    }
  }

  /** All that there are. */
  public static ImmutableList<StreamDriver> all() {
    return Arrays.stream(DriverKind.values())
        .flatMap(
            kind ->
                kind == DriverKind.NOT_ASYNCHRONOUS
                    ? Stream.of(new StreamDriver(kind, false))
                    : Stream.of(new StreamDriver(kind, false), new StreamDriver(kind, true)))
        .collect(ImmutableList.toImmutableList());
  }

  /** The constant's value in TLA+; never null. */
  public String label() {
    return kind.label() + (confirming ? "Confirming" : "");
  }

  @Override
  public String toString() {
    return label();
  }
}
