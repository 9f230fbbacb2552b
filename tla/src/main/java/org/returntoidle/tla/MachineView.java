package org.returntoidle.tla;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TransferStatus;
import org.returntoidle.model.stream.StreamState;

/**
 * What the machine sees of a protocol state under some mapping, and which steps it allows: {@code
 * MachineSpec} in TLA+.
 *
 * @param state of the machine; under a wrong mapping it need not fit to the rest
 * @param complete the last band is acknowledged
 * @param error the code that Error will return
 * @param result what the last call returned
 */
record MachineView(TransferState state, boolean complete, HResult error, Optional<HResult> result) {
  static final MachineView IDLE =
      new MachineView(TransferState.IDLE, false, HResult.S_OK, Optional.empty());

  static MachineView of(ProtocolState s) {
    return new MachineView(s.state(), s.complete(), s.error(), s.result());
  }

  static MachineView of(StreamState s) {
    return new MachineView(s.state(), s.complete(), s.error(), s.result());
  }

  /** The transfer goes on. */
  boolean goesOn() {
    return state == TransferState.ACQUIRING && !complete;
  }

  /** The transfer is over, and its call has not returned. */
  boolean ends() {
    return state != TransferState.IDLE && !goesOn();
  }

  /** The same, seen through a mapping that takes one state for another. */
  MachineView mistaking(TransferState one, TransferState forOther) {
    return new MachineView(state == one ? forOther : state, complete, error, result);
  }

  /** Whether the machine allows the step to {@code after}, or nothing changes. */
  boolean allows(MachineView after, Platform platform) {
    return equals(after)
        || steps(platform).anyMatch(after::equals)
        || (platform.streams() && endsWithFewerPages(after));
  }

  /** A success that is not S_OK (V5). */
  private boolean endsWithFewerPages(MachineView after) {
    return complete
        && after.equals(
            new MachineView(
                TransferState.IDLE,
                false,
                HResult.S_OK,
                Optional.of(HResult.WIA_STATUS_END_OF_MEDIA)));
  }

  private Stream<MachineView> steps(Platform platform) {
    if (!fits()) {
      return Stream.empty();
    }
    TransferStatus status = new TransferStatus(state, complete, error);
    List<HResult> codes =
        platform.streams()
            ? List.of(
                HResult.E_FAIL, HResult.E_ABORT, Protocol.FAULT, HResult.WIA_ERROR_PAPER_EMPTY)
            : List.of(HResult.E_FAIL, HResult.E_ABORT, Protocol.FAULT);
    return Arrays.stream(TransferInput.values())
        .filter(input -> input != TransferInput.ACQUIRE_RETURNS || status.ends())
        .flatMap(input -> codes.stream().map(code -> after(status, input, code, platform)));
  }

  private MachineView after(
      TransferStatus status, TransferInput input, HResult code, Platform platform) {
    TransferStatus next = TransferMachine.next(status, input, code);
    Optional<HResult> returned =
        switch (input) {
          case ACQUIRE_RETURNS -> Optional.of(status.result(platform));
          case ACQUIRE_ENTERED -> state == TransferState.IDLE ? Optional.empty() : result;
          default -> result;
        };
    return new MachineView(next.state(), next.complete(), next.error(), returned);
  }

  private boolean fits() {
    return (!complete || state == TransferState.ACQUIRING)
        && (state == TransferState.ERROR) != error.equals(HResult.S_OK);
  }
}
