package org.returntoidle.model;

import java.util.Optional;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;

/** A successor state under construction: the effect of an action assigns only what changes. */
final class Draft {
  boolean asked;
  int inTransit;
  TransferStatus status;
  Step step;
  Held held;
  Device device;
  boolean ending;
  boolean button;
  boolean fault;
  Optional<HResult> result;
  Cause cause;
  HResult answer;
  int transfers;
  int bands;
  int cancels;
  int faults;

  Draft(ProtocolState s) {
    asked = s.asked();
    inTransit = s.inTransit();
    status = s.status();
    step = s.step();
    held = s.held();
    device = s.device();
    ending = s.ending();
    button = s.button();
    fault = s.fault();
    result = s.result();
    cause = s.cause();
    answer = s.answer();
    transfers = s.transfers();
    bands = s.bands();
    cancels = s.cancels();
    faults = s.faults();
  }

  /** Feeds the machine. */
  void machine(TransferInput input) {
    status = TransferMachine.next(status, input);
  }

  /** Feeds the machine with an input that carries a code. */
  void machine(TransferInput input, HResult code) {
    status = TransferMachine.next(status, input, code);
  }

  /** Remembers the first cause (D3). */
  void observed(Cause observed) {
    if (cause == Cause.NONE) {
      cause = observed;
    }
  }

  ProtocolState freeze() {
    return new ProtocolState(
        asked,
        inTransit,
        status.state(),
        status.complete(),
        status.error(),
        step,
        held,
        device,
        ending,
        button,
        fault,
        result,
        cause,
        answer,
        transfers,
        bands,
        cancels,
        faults);
  }
}
