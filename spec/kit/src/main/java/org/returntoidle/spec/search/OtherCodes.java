package org.returntoidle.spec.search;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scheduler;

/**
 * Codes of Windows that have no name here because the rules say nothing special about them, and for
 * which a driver may have a branch all the same: nobody hits one of them by chance in 32 bits.
 */
final class OtherCodes {
  private static final ImmutableList<Integer> COM =
      ImmutableList.of(
          0x80004001, // E_NOTIMPL
          0x80004003, // E_POINTER
          0x8000000A, // E_PENDING
          0x80010001, // RPC_E_CALL_REJECTED
          0x80010002, // RPC_E_CALL_CANCELED
          0x8001010A, // RPC_E_SERVERCALL_RETRYLATER
          0x00030200, // STG_S_CONVERTED
          0x00040130); // DATA_S_SAMEFORMATETC

  /** {@code HRESULT_FROM_WIN32} of these. */
  private static final ImmutableList<Integer> WIN32 =
      ImmutableList.of(
          31, // ERROR_GEN_FAILURE
          38, // ERROR_HANDLE_EOF
          121, // ERROR_SEM_TIMEOUT
          170, // ERROR_BUSY
          234, // ERROR_MORE_DATA
          258, // WAIT_TIMEOUT
          259, // ERROR_NO_MORE_ITEMS
          996, // ERROR_IO_INCOMPLETE
          997, // ERROR_IO_PENDING
          1117, // ERROR_IO_DEVICE
          1167, // ERROR_DEVICE_NOT_CONNECTED
          1235, // ERROR_REQUEST_ABORTED
          1237, // ERROR_RETRY
          1460, // ERROR_TIMEOUT
          1726, // RPC_S_CALL_FAILED
          1818); // RPC_S_CALL_CANCELLED

  private static final int FACILITY_WIN32 = 0x80070000;

  static final ImmutableList<HResult> ALL =
      Stream.concat(COM.stream(), WIN32.stream().map(code -> FACILITY_WIN32 | code))
          .map(HResult::new)
          .collect(toImmutableList());

  /** So many places for them are tried. */
  private static final int PLACES = 2;

  private OtherCodes() {}

  /**
   * {@code plan}, in which one of them comes: what a callback answers, or, every second time, what
   * a read or a start fails with.
   *
   * @param number which one, and how many of such points are passed before; from 0
   */
  static Scheduler in(Scheduler plan, int number) {
    HResult code = ALL.get(number % ALL.size());
    int round = number / ALL.size();
    boolean answered = round % 2 == 0;
    int[] before = {round / 2 % PLACES};
    return (point, options) -> {
      Move planned = plan.choose(point, options);
      Optional<Move> other = options.stream().flatMap(move -> move.with(code).stream()).findFirst();
      return other
          .filter(move -> answered == (point.kind() == Point.Kind.CODE) && before[0]-- == 0)
          .orElse(planned);
    };
  }
}
