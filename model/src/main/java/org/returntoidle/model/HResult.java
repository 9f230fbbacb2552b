package org.returntoidle.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.Optional;

/**
 * A COM result code. Negative codes are errors, all others are successes.
 *
 * @param code the 32 bits as Windows writes them
 */
@Immutable
public record HResult(int code) {
  public static final HResult S_OK = new HResult(0);
  public static final HResult S_FALSE = new HResult(1);
  public static final HResult E_ABORT = new HResult(0x80004004);
  public static final HResult E_FAIL = new HResult(0x80004005);
  public static final HResult E_OUTOFMEMORY = new HResult(0x8007000E);
  public static final HResult E_INVALIDARG = new HResult(0x80070057);
  public static final HResult E_ACCESSDENIED = new HResult(0x80070005);
  public static final HResult E_UNEXPECTED = new HResult(0x8000FFFF);

  /** {@code HRESULT_FROM_WIN32(ERROR_CANCELLED)}: an error all the same, and no cancel (A9). */
  public static final HResult E_CANCELLED = new HResult(0x800704C7);

  /** {@code HRESULT_FROM_WIN32(ERROR_NOT_READY)}: an error, and not "read again". */
  public static final HResult E_NOT_READY = new HResult(0x80070015);

  /** {@code HRESULT_FROM_WIN32(ERROR_OPERATION_ABORTED)}: an error all the same, and no cancel. */
  public static final HResult E_OPERATION_ABORTED = new HResult(0x800703E3);

  public static final HResult RPC_E_DISCONNECTED = new HResult(0x80010108);

  /** The other side threw: what {@code WiaService} answers then. */
  public static final HResult RPC_E_SERVERFAULT = new HResult(0x80010105);

  public static final HResult STG_E_MEDIUMFULL = new HResult(0x80030070);

  /** A dead client: every later callback fails with it. */
  public static final HResult RPC_S_SERVER_UNAVAILABLE = new HResult(0x800706BA);

  public static final HResult WIA_ERROR_GENERAL_ERROR = wiaError(1);
  public static final HResult WIA_ERROR_PAPER_JAM = wiaError(2);
  public static final HResult WIA_ERROR_PAPER_EMPTY = wiaError(3);
  public static final HResult WIA_ERROR_PAPER_PROBLEM = wiaError(4);
  public static final HResult WIA_ERROR_OFFLINE = wiaError(5);
  public static final HResult WIA_ERROR_BUSY = wiaError(6);
  public static final HResult WIA_ERROR_WARMING_UP = wiaError(7);
  public static final HResult WIA_ERROR_USER_INTERVENTION = wiaError(8);
  public static final HResult WIA_ERROR_ITEM_DELETED = wiaError(9);
  public static final HResult WIA_ERROR_DEVICE_COMMUNICATION = wiaError(10);
  public static final HResult WIA_ERROR_INVALID_COMMAND = wiaError(11);
  public static final HResult WIA_ERROR_INCORRECT_HARDWARE_SETTING = wiaError(12);
  public static final HResult WIA_ERROR_DEVICE_LOCKED = wiaError(13);
  public static final HResult WIA_ERROR_EXCEPTION_IN_DRIVER = wiaError(14);
  public static final HResult WIA_ERROR_INVALID_DRIVER_RESPONSE = wiaError(15);
  public static final HResult WIA_ERROR_COVER_OPEN = wiaError(16);
  public static final HResult WIA_ERROR_LAMP_OFF = wiaError(17);
  public static final HResult WIA_ERROR_DESTINATION = wiaError(18);
  public static final HResult WIA_ERROR_NETWORK_RESERVATION_FAILED = wiaError(19);
  public static final HResult WIA_ERROR_MULTI_FEED = wiaError(20);
  public static final HResult WIA_STATUS_END_OF_MEDIA = wiaStatus(1);
  public static final HResult WIA_STATUS_WARMING_UP = wiaStatus(2);
  public static final HResult WIA_STATUS_CALIBRATING = wiaStatus(3);
  public static final HResult WIA_STATUS_SKIP_ITEM = wiaStatus(9);

  private static final ImmutableMap<HResult, String> NAMES =
      ImmutableMap.<HResult, String>builder()
          .put(S_OK, "S_OK")
          .put(S_FALSE, "S_FALSE")
          .put(E_ABORT, "E_ABORT")
          .put(E_FAIL, "E_FAIL")
          .put(E_OUTOFMEMORY, "E_OUTOFMEMORY")
          .put(E_INVALIDARG, "E_INVALIDARG")
          .put(E_ACCESSDENIED, "E_ACCESSDENIED")
          .put(E_UNEXPECTED, "E_UNEXPECTED")
          .put(E_CANCELLED, "E_CANCELLED")
          .put(E_NOT_READY, "E_NOT_READY")
          .put(E_OPERATION_ABORTED, "E_OPERATION_ABORTED")
          .put(RPC_E_DISCONNECTED, "RPC_E_DISCONNECTED")
          .put(RPC_E_SERVERFAULT, "RPC_E_SERVERFAULT")
          .put(STG_E_MEDIUMFULL, "STG_E_MEDIUMFULL")
          .put(RPC_S_SERVER_UNAVAILABLE, "RPC_S_SERVER_UNAVAILABLE")
          .put(WIA_ERROR_GENERAL_ERROR, "WIA_ERROR_GENERAL_ERROR")
          .put(WIA_ERROR_PAPER_JAM, "WIA_ERROR_PAPER_JAM")
          .put(WIA_ERROR_PAPER_EMPTY, "WIA_ERROR_PAPER_EMPTY")
          .put(WIA_ERROR_PAPER_PROBLEM, "WIA_ERROR_PAPER_PROBLEM")
          .put(WIA_ERROR_OFFLINE, "WIA_ERROR_OFFLINE")
          .put(WIA_ERROR_BUSY, "WIA_ERROR_BUSY")
          .put(WIA_ERROR_WARMING_UP, "WIA_ERROR_WARMING_UP")
          .put(WIA_ERROR_USER_INTERVENTION, "WIA_ERROR_USER_INTERVENTION")
          .put(WIA_ERROR_ITEM_DELETED, "WIA_ERROR_ITEM_DELETED")
          .put(WIA_ERROR_DEVICE_COMMUNICATION, "WIA_ERROR_DEVICE_COMMUNICATION")
          .put(WIA_ERROR_INVALID_COMMAND, "WIA_ERROR_INVALID_COMMAND")
          .put(WIA_ERROR_INCORRECT_HARDWARE_SETTING, "WIA_ERROR_INCORRECT_HARDWARE_SETTING")
          .put(WIA_ERROR_DEVICE_LOCKED, "WIA_ERROR_DEVICE_LOCKED")
          .put(WIA_ERROR_EXCEPTION_IN_DRIVER, "WIA_ERROR_EXCEPTION_IN_DRIVER")
          .put(WIA_ERROR_INVALID_DRIVER_RESPONSE, "WIA_ERROR_INVALID_DRIVER_RESPONSE")
          .put(WIA_ERROR_COVER_OPEN, "WIA_ERROR_COVER_OPEN")
          .put(WIA_ERROR_LAMP_OFF, "WIA_ERROR_LAMP_OFF")
          .put(WIA_ERROR_DESTINATION, "WIA_ERROR_DESTINATION")
          .put(WIA_ERROR_NETWORK_RESERVATION_FAILED, "WIA_ERROR_NETWORK_RESERVATION_FAILED")
          .put(WIA_ERROR_MULTI_FEED, "WIA_ERROR_MULTI_FEED")
          .put(WIA_STATUS_END_OF_MEDIA, "WIA_STATUS_END_OF_MEDIA")
          .put(WIA_STATUS_WARMING_UP, "WIA_STATUS_WARMING_UP")
          .put(WIA_STATUS_CALIBRATING, "WIA_STATUS_CALIBRATING")
          .put(WIA_STATUS_SKIP_ITEM, "WIA_STATUS_SKIP_ITEM")
          .buildOrThrow();

  private static final ImmutableMap<String, HResult> CODES =
      NAMES.entrySet().stream()
          .collect(ImmutableMap.toImmutableMap(e -> e.getValue(), e -> e.getKey()));

  /** {@code WIA_ERROR_x}: severity error, facility 0x21, the decimal number of the SDK header. */
  private static HResult wiaError(int number) {
    return new HResult(0x80210000 + number);
  }

  /** {@code WIA_STATUS_x}: severity success, facility 0x21. */
  private static HResult wiaStatus(int number) {
    return new HResult(0x00210000 + number);
  }

  /** Every code that has a name here. */
  public static ImmutableSet<HResult> named() {
    return NAMES.keySet();
  }

  /** Whether the severity bit is set. */
  public boolean isError() {
    return code < 0;
  }

  /** The code with this name or hexadecimal form ({@code 0x80004005}); empty if it is neither. */
  public static Optional<HResult> parse(String text) {
    HResult named = CODES.get(text);
    if (named != null) {
      return Optional.of(named);
    }
    return text.matches("0x[0-9A-Fa-f]{1,8}")
        ? Optional.of(new HResult(Integer.parseUnsignedInt(text.substring(2), 16)))
        : Optional.empty();
  }

  /** The SDK's name, else the hexadecimal form; {@link #parse} reads both back. */
  @Override
  public String toString() {
    String name = NAMES.get(this);
    return name != null ? name : String.format(Locale.ROOT, "0x%08X", code);
  }
}
