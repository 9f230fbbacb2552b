package org.returntoidle.model.monitor;

import java.util.Optional;
import java.util.function.Consumer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TransferStatus;
import org.returntoidle.model.monitor.MonitorState.Begins;
import org.returntoidle.model.monitor.MonitorState.Source;
import org.returntoidle.model.monitor.MonitorState.Unknown;

/** A state under construction, as in TLA+: what is not assigned is unchanged. */
final class Draft {
  TransferState state;
  boolean complete;
  Source error;
  Step step;
  Held held;
  Device device;
  boolean ending;
  boolean pending;
  boolean overlap;
  boolean meets;
  boolean byAnswer;
  Unknown unknown;
  boolean outOfOrder;
  Begins begins;

  private Draft(MonitorState s) {
    state = s.state();
    complete = s.complete();
    error = s.error();
    step = s.step();
    held = s.held();
    device = s.device();
    ending = s.ending();
    pending = s.pending();
    overlap = s.overlap();
    meets = s.meets();
    byAnswer = s.byAnswer();
    unknown = s.unknown();
    outOfOrder = s.outOfOrder();
    begins = s.begins();
  }

  /** It is permitted in {@code s}, and {@code effect} assigns what changes. */
  static Outcome allowed(MonitorState s, Consumer<Draft> effect) {
    return new Outcome.Allowed(next(s, effect));
  }

  /** The state after {@code s} in which {@code effect} has assigned what changes. */
  private static MonitorState next(MonitorState s, Consumer<Draft> effect) {
    Draft draft = new Draft(s);
    effect.accept(draft);
    return draft.freeze();
  }

  /** The same, if {@code guard} holds; else empty. */
  static Optional<MonitorState> when(boolean guard, MonitorState s, Consumer<Draft> effect) {
    return guard ? Optional.of(next(s, effect)) : Optional.empty();
  }

  /** Feeds the machine with an input that carries no error. */
  void machine(TransferInput input) {
    machine(input, Source.NONE);
  }

  /** Feeds the machine, which knows codes: any will do, since only whose it is counts here. */
  void machine(TransferInput input, Source whose) {
    HResult any = HResult.E_UNEXPECTED;
    HResult before = error == Source.NONE ? HResult.S_OK : any;
    TransferStatus after =
        TransferMachine.next(new TransferStatus(state, complete, before), input, any);
    boolean failed = after.state() == TransferState.ERROR;
    Source first = error == Source.NONE ? whose : error;
    become(after.state(), failed ? first : Source.NONE);
    complete = after.complete();
  }

  /** The machine is somewhere else, and not complete. */
  void become(TransferState other, Source whose) {
    state = other;
    complete = false;
    error = whose;
  }

  private MonitorState freeze() {
    return new MonitorState(
        state,
        complete,
        error,
        step,
        held,
        device,
        ending,
        pending,
        overlap,
        meets,
        byAnswer,
        unknown,
        outOfOrder,
        begins);
  }
}
