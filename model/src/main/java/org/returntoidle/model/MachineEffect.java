package org.returntoidle.model;

import static org.returntoidle.model.rows.Effect.none;
import static org.returntoidle.model.rows.Effect.set;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.not;

import com.google.common.collect.ImmutableTable;
import java.util.Map;
import org.returntoidle.model.rows.Effect;
import org.returntoidle.model.rows.Variable;

/**
 * What the machine's inputs do to the states of a protocol.
 *
 * @param table the machine
 * @param state the protocol's variable for the machine's state
 * @param complete the one for whether the last band is acknowledged
 * @param error the one for the code that the machine's Error state will return
 */
public record MachineEffect<S>(
    ImmutableTable<TransferInput, TransferState, Cell> table,
    Variable<S> state,
    Variable<S> complete,
    Variable<S> error) {

  /** An input without a code: no cell that it meets asks for one. */
  public Effect<S> of(TransferInput input) {
    return of(input, HResult.E_FAIL);
  }

  /** What the machine does, state by state. */
  public Effect<S> of(TransferInput input, HResult code) {
    Effect<S> effect = none();
    for (Map.Entry<TransferState, Cell> cell : table.row(input).entrySet()) {
      Effect<S> here = cell(cell.getValue(), code);
      if (!here.equals(none())) {
        effect = here.where(is(state, cell.getKey()), effect);
      }
    }
    return effect;
  }

  /** The same as {@link TransferMachine#next}; a test compares them. */
  private Effect<S> cell(Cell cell, HResult code) {
    return switch (cell.effect()) {
      case BEGIN -> status(TransferStatus.ACQUIRING);
      case STAY, STAY_BUSY, NEVER -> none();
      case COMPLETE -> status(TransferStatus.COMPLETE);
      case CANCEL -> status(TransferStatus.CANCELING);
      case CANCEL_UNLESS_COMPLETE -> status(TransferStatus.CANCELING).where(not(complete), none());
      case FAIL -> status(TransferStatus.error(code));
      case RETURN -> status(TransferStatus.IDLE);
      case RETURN_WHEN_COMPLETE -> status(TransferStatus.IDLE).where(complete, none());
    };
  }

  private Effect<S> status(TransferStatus status) {
    return Effect.all(
        set(state, status.state()), set(complete, status.complete()), set(error, status.error()));
  }
}
