package org.returntoidle.model;

import static org.returntoidle.model.Cell.Effect.BEGIN;
import static org.returntoidle.model.Cell.Effect.CANCEL;
import static org.returntoidle.model.Cell.Effect.CANCEL_UNLESS_COMPLETE;
import static org.returntoidle.model.Cell.Effect.COMPLETE;
import static org.returntoidle.model.Cell.Effect.FAIL;
import static org.returntoidle.model.Cell.Effect.NEVER;
import static org.returntoidle.model.Cell.Effect.RETURN;
import static org.returntoidle.model.Cell.Effect.RETURN_WHEN_COMPLETE;
import static org.returntoidle.model.Cell.Effect.STAY;
import static org.returntoidle.model.Cell.Effect.STAY_BUSY;
import static org.returntoidle.model.Rule.A1;
import static org.returntoidle.model.Rule.A3;
import static org.returntoidle.model.Rule.A4;
import static org.returntoidle.model.Rule.A5;
import static org.returntoidle.model.Rule.A6;
import static org.returntoidle.model.Rule.A8;
import static org.returntoidle.model.Rule.A9;
import static org.returntoidle.model.Rule.B3;
import static org.returntoidle.model.Rule.B4;
import static org.returntoidle.model.Rule.B5;
import static org.returntoidle.model.Rule.D1;
import static org.returntoidle.model.Rule.D10;
import static org.returntoidle.model.Rule.D13;
import static org.returntoidle.model.Rule.D18;
import static org.returntoidle.model.Rule.D19;
import static org.returntoidle.model.Rule.D2;
import static org.returntoidle.model.Rule.D3;
import static org.returntoidle.model.Rule.D4;
import static org.returntoidle.model.Rule.D5;
import static org.returntoidle.model.Rule.D6;
import static org.returntoidle.model.Rule.D7;
import static org.returntoidle.model.Rule.D9;
import static org.returntoidle.model.TransferInput.ACQUIRE_ENTERED;
import static org.returntoidle.model.TransferInput.ACQUIRE_RETURNS;
import static org.returntoidle.model.TransferInput.CALLBACK_FALSE;
import static org.returntoidle.model.TransferInput.CALLBACK_OK;
import static org.returntoidle.model.TransferInput.CALLBACK_OK_LAST;
import static org.returntoidle.model.TransferInput.CALLBACK_OTHER;
import static org.returntoidle.model.TransferInput.CANCEL_IO;
import static org.returntoidle.model.TransferInput.CANCEL_IO_IGNORED;
import static org.returntoidle.model.TransferInput.DEVICE_STOPPED;
import static org.returntoidle.model.TransferInput.DRIVER_CANCELS;
import static org.returntoidle.model.TransferInput.READ_BUTTON;
import static org.returntoidle.model.TransferInput.READ_FAULT;

import com.google.common.collect.ImmutableTable;

/**
 * The driver's machine: four states, twelve inputs, and one cell for each pair. The reference
 * minidriver runs on this table, the protocol and the TLA+ module {@code TransferMachine} mirror
 * it.
 */
public final class TransferMachine {
  // spotless:off
  private static final ImmutableTable<TransferInput, TransferState, Cell> TABLE = new Rows()
      //                      Idle               Acquiring                              Canceling              Error
      .row(ACQUIRE_ENTERED,   cell(BEGIN, A4),   cell(STAY_BUSY, D4),                   cell(STAY_BUSY, D4),   cell(STAY_BUSY, D4))
      .row(CALLBACK_OK,       cell(NEVER, D18),  cell(STAY, A8),                        cell(STAY, D3),        cell(NEVER, D5))
      .row(CALLBACK_OK_LAST,  cell(NEVER, D18),  cell(COMPLETE, D7),                    cell(STAY, D3),        cell(NEVER, D5))
      .row(CALLBACK_FALSE,    cell(NEVER, D18),  cell(CANCEL, A3, B3),                  cell(STAY, D2),        cell(NEVER, D5))
      .row(CALLBACK_OTHER,    cell(NEVER, D18),  cell(FAIL, A9, D19),                   cell(FAIL, D3),        cell(NEVER, D5))
      .row(READ_BUTTON,       cell(NEVER, D6),   cell(CANCEL, A6),                      cell(STAY, D2),        cell(NEVER, D5))
      .row(READ_FAULT,        cell(NEVER, D6),   cell(FAIL, D10),                       cell(STAY, D3),        cell(NEVER, D5))
      .row(CANCEL_IO,         cell(STAY, D1),    cell(CANCEL_UNLESS_COMPLETE, B4, D9),  cell(STAY, D2),        cell(STAY, D3))
      .row(CANCEL_IO_IGNORED, cell(STAY, D1),    cell(STAY, B5),                        cell(STAY, B5),        cell(STAY, B5))
      .row(DRIVER_CANCELS,    cell(NEVER, D1),   cell(CANCEL_UNLESS_COMPLETE, A1, D9),  cell(STAY, D2),        cell(STAY, D3))
      .row(DEVICE_STOPPED,    cell(NEVER, D13),  cell(STAY, D7),                        cell(STAY, A3),        cell(STAY, A9))
      .row(ACQUIRE_RETURNS,   cell(NEVER, D6),   cell(RETURN_WHEN_COMPLETE, D7),        cell(RETURN, A5, A6),  cell(RETURN, A9))
      .table();
  // spotless:on

  private TransferMachine() {}

  /** The whole table: input × state → cell; every pair has one. */
  public static ImmutableTable<TransferInput, TransferState, Cell> table() {
    return TABLE;
  }

  /** What {@code input} does in {@code state}; never null. */
  public static Cell cell(TransferInput input, TransferState state) {
    Cell cell = TABLE.get(input, state);
    if (cell == null) {
      throw new IllegalStateException("no cell for " + input + " in " + state);
    }
    return cell;
  }

  /**
   * The status after {@code input}.
   *
   * @param code the code that {@link TransferInput#CALLBACK_OTHER} and {@link
   *     TransferInput#READ_FAULT} carry; other inputs do not look at it
   */
  public static TransferStatus next(TransferStatus status, TransferInput input, HResult code) {
    return switch (cell(input, status.state()).effect()) {
      case BEGIN -> TransferStatus.ACQUIRING;
      case STAY, STAY_BUSY, NEVER -> status;
      case COMPLETE -> TransferStatus.COMPLETE;
      case CANCEL -> TransferStatus.CANCELING;
      case CANCEL_UNLESS_COMPLETE -> status.complete() ? status : TransferStatus.CANCELING;
      case FAIL -> TransferStatus.error(code);
      case RETURN -> TransferStatus.IDLE;
      case RETURN_WHEN_COMPLETE -> status.complete() ? TransferStatus.IDLE : status;
    };
  }

  /** {@link #next(TransferStatus, TransferInput, HResult)} for an input that carries no code. */
  public static TransferStatus next(TransferStatus status, TransferInput input) {
    return next(status, input, HResult.S_OK);
  }

  private static Cell cell(Cell.Effect effect, Rule... rules) {
    return Cell.of(effect, rules);
  }

  private static final class Rows {
    private final ImmutableTable.Builder<TransferInput, TransferState, Cell> rows =
        ImmutableTable.builder();

    Rows row(TransferInput input, Cell idle, Cell acquiring, Cell canceling, Cell error) {
      rows.put(input, TransferState.IDLE, idle);
      rows.put(input, TransferState.ACQUIRING, acquiring);
      rows.put(input, TransferState.CANCELING, canceling);
      rows.put(input, TransferState.ERROR, error);
      return this;
    }

    ImmutableTable<TransferInput, TransferState, Cell> table() {
      return rows.buildOrThrow();
    }
  }
}
