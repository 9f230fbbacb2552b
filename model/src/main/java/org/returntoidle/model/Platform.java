package org.returntoidle.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.Immutable;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Windows version as a profile: everything in which versions differ is a question that is
 * answered here, and nobody else asks which version it is.
 *
 * @param label the name used in TLA+, traces and reports
 * @param cancelCode what the reference returns from {@code drvAcquireItemData} after a cancel (A5,
 *     D16)
 * @param anyErrorReportsCancel whether another driver may report a cancel by whatever error it
 *     likes (D16); else the reference's code is the only one
 * @param reading how the documents are read here, where they can be read in several ways; else
 *     empty
 * @param streams whether drivers write to streams there (V1 to V35); else they deliver bands
 */
@Immutable
public record Platform(
    String label,
    HResult cancelCode,
    boolean anyErrorReportsCancel,
    String reading,
    boolean streams) {
  /** Windows Me: a cancel can only be reported as an error (A7, D16). */
  public static final Platform ME =
      new Platform("Me", HResult.E_ABORT, true, "a cancel is declared an error");

  /** Windows XP: a cancel is reported as {@code S_FALSE} (A5, A6). */
  public static final Platform XP = new Platform("XP", HResult.S_FALSE, false);

  /** Windows Vista and later: the driver writes to streams (V1 to V35). */
  public static final Platform VISTA = new Platform("Vista", HResult.S_FALSE, false, "", true);

  private static final ImmutableList<Platform> BANDED = ImmutableList.of(ME, XP);

  /**
   * The note about Windows Me can be read in three ways: a cancel declares an error; {@code
   * S_FALSE} is returned, and shown as an error; or both were there before, and what Windows XP
   * adds is a silent way. Each is a profile of its own; its word is that of {@code --me}.
   */
  private static final ImmutableMap<String, Platform> READINGS =
      ImmutableMap.of(
          "error",
          ME,
          "false",
          new Platform(
              "Me-false", HResult.S_FALSE, false, "a cancel is S_FALSE, shown as an error"),
          "any",
          new Platform("Me-any", HResult.S_FALSE, true, "a cancel is S_FALSE or any error"));

  /** One of which nothing can be read in several ways. */
  public Platform(String label, HResult cancelCode, boolean anyErrorReportsCancel) {
    this(label, cancelCode, anyErrorReportsCancel, "");
  }

  /** One with banded transfers. */
  public Platform(String label, HResult cancelCode, boolean anyErrorReportsCancel, String reading) {
    this(label, cancelCode, anyErrorReportsCancel, reading, false);
  }

  /** The same as {@link #banded}, from when there was nothing else. */
  public static ImmutableList<Platform> values() {
    return BANDED;
  }

  /** All that this project knows, the oldest first: each once, as it is usually read. */
  public static ImmutableList<Platform> all() {
    return ImmutableList.of(ME, XP, VISTA);
  }

  /** Those with banded transfers, the oldest first: each once, as it is usually read. */
  public static ImmutableList<Platform> banded() {
    return BANDED;
  }

  /** The same, each in every reading: what has no readings has one. */
  public static ImmutableList<Platform> inEveryReading() {
    return Stream.of(READINGS.values(), BANDED)
        .flatMap(Collection::stream)
        .distinct()
        .collect(toImmutableList());
  }

  /**
   * How this version of Windows can be read (A7), the usual way first; empty if in one way only.
   */
  public ImmutableMap<String, Platform> readings() {
    return READINGS.containsValue(this) ? READINGS : ImmutableMap.of();
  }

  /** The one with this label, in lower or upper case; empty if there is none. */
  public static Optional<Platform> withLabel(String label) {
    return Stream.concat(inEveryReading().stream(), Stream.of(VISTA))
        .filter(platform -> platform.label.equalsIgnoreCase(label))
        .findFirst();
  }

  /**
   * The one with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Platform of(String label) {
    return withLabel(label).orElseThrow(() -> new IllegalArgumentException(label));
  }

  /** The label of the version of Windows, whatever the reading. */
  public String version() {
    return readings().values().stream().findFirst().orElse(this).label;
  }

  /**
   * Where the protocol is the same: of a platform it depends on {@link #cancelCode} and nothing
   * else. Itself, if it is none of {@link #banded}, and none of these does.
   */
  public Platform sameProtocol() {
    return BANDED.stream()
        .filter(platform -> platform.cancelCode.equals(cancelCode))
        .findFirst()
        .orElse(this);
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
