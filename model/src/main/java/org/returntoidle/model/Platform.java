package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/**
 * A Windows version as a profile: everything in which versions differ is a question that is
 * answered here, and nobody else asks which version it is.
 *
 * @param label the name used in TLA+, traces and reports
 * @param cancelCode what the reference returns from {@code drvAcquireItemData} after a cancel (A5,
 *     D16)
 * @param anyErrorReportsCancel whether another driver may report a cancel by whatever error it
 *     likes (D16); else the reference's code is the only one
 */
@Immutable
public record Platform(String label, HResult cancelCode, boolean anyErrorReportsCancel) {
  /** Windows Me: a cancel can only be reported as an error (A7, D16). */
  public static final Platform ME = new Platform("Me", HResult.E_ABORT, true);

  /** Windows XP: a cancel is reported as {@code S_FALSE} (A5, A6). */
  public static final Platform XP = new Platform("XP", HResult.S_FALSE, false);

  private static final ImmutableList<Platform> ALL = ImmutableList.of(ME, XP);

  /** All that this project knows, the oldest first. */
  public static ImmutableList<Platform> values() {
    return ALL;
  }

  /** The one with this label, in lower or upper case; empty if there is none. */
  public static Optional<Platform> withLabel(String label) {
    return ALL.stream().filter(platform -> platform.label.equalsIgnoreCase(label)).findFirst();
  }

  /**
   * The one with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Platform of(String label) {
    return withLabel(label).orElseThrow(() -> new IllegalArgumentException(label));
  }

  /** Whether a cancel is declared an error (A7); else it is a success of its own (A5, A6). */
  public boolean cancelIsAnError() {
    return cancelCode.isError();
  }

  /** Whether a driver may report a cancel by {@code code}; {@code BUSY} never does (D4). */
  public boolean reportsCancel(HResult code) {
    boolean anyError = code.isError() && !code.equals(HResult.WIA_ERROR_BUSY);
    return code.equals(cancelCode) || (anyErrorReportsCancel && anyError);
  }

  @Override
  public String toString() {
    return label;
  }
}
