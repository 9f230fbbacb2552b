package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.TransferInput.ACQUIRE_ENTERED;
import static org.returntoidle.model.TransferInput.ACQUIRE_RETURNS;
import static org.returntoidle.model.TransferInput.CALLBACK_FALSE;
import static org.returntoidle.model.TransferInput.CALLBACK_OK_LAST;
import static org.returntoidle.model.TransferInput.CALLBACK_OTHER;
import static org.returntoidle.model.TransferInput.CANCEL_IO;
import static org.returntoidle.model.TransferInput.READ_FAULT;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransferMachineTest {
  private static final ImmutableList<TransferStatus> STATUSES =
      ImmutableList.of(
          TransferStatus.IDLE,
          TransferStatus.ACQUIRING,
          TransferStatus.COMPLETE,
          TransferStatus.CANCELING,
          TransferStatus.error(HResult.E_FAIL));

  @Test
  void everyCellIsDefinedAndNamesItsRules() {
    for (TransferInput input : TransferInput.values()) {
      for (TransferState state : TransferState.values()) {
        Cell cell = TransferMachine.cell(input, state);
        assertFalse(cell.rules().isEmpty(), () -> input + " in " + state + " names no rule");
        assertTrue(cell.rules().stream().allMatch(Rule::needsCheck));
      }
    }
    assertEquals(48, TransferMachine.table().size());
  }

  /** The table as RULES and README print it; a changed cell is a changed protocol. */
  @ParameterizedTest
  @EnumSource(TransferInput.class)
  void rowReadsAsInTheRules(TransferInput input) {
    String row =
        Arrays.stream(TransferState.values())
            .map(state -> TransferMachine.cell(input, state).effect().toString())
            .collect(Collectors.joining(" | "));
    String expected =
        switch (input) {
          case ACQUIRE_ENTERED -> "Acquiring | stay, BUSY | stay, BUSY | stay, BUSY";
          case CALLBACK_OK -> "– | stay | stay | –";
          case CALLBACK_OK_LAST -> "– | stay, now complete | stay | –";
          case CALLBACK_FALSE -> "– | Canceling | stay | –";
          case CALLBACK_OTHER -> "– | Error(e) | Error(e) | –";
          case READ_BUTTON -> "– | Canceling | stay | –";
          case READ_FAULT -> "– | Error(e) | stay | –";
          case CANCEL_IO -> "stay | Canceling; stay once complete | stay | stay";
          case CANCEL_IO_IGNORED -> "stay | stay | stay | stay";
          case DRIVER_CANCELS -> "– | Canceling; stay once complete | stay | stay";
          case DEVICE_STOPPED -> "– | stay | stay | stay";
          case ACQUIRE_RETURNS -> "– | Idle, S_OK (only when complete) | Idle | Idle";
        };
    assertEquals(expected, row);
  }

  @Test
  void everyInputHasAResultInEveryStatus() {
    for (TransferStatus status : STATUSES) {
      for (TransferInput input : TransferInput.values()) {
        TransferStatus next = TransferMachine.next(status, input, HResult.E_ABORT);
        assertTrue(
            STATUSES.contains(next) || next.equals(TransferStatus.error(HResult.E_ABORT)),
            () -> input + " leads from " + status + " to " + next);
      }
    }
  }

  @Test
  void d3AnErrorFromTheCallbackWinsOverACancelButAFaultDoesNot() {
    assertEquals(
        TransferStatus.error(HResult.E_FAIL),
        TransferMachine.next(TransferStatus.CANCELING, CALLBACK_OTHER, HResult.E_FAIL));
    assertEquals(
        TransferStatus.CANCELING,
        TransferMachine.next(TransferStatus.CANCELING, READ_FAULT, HResult.E_FAIL));
  }

  @Test
  void d9ACompleteTransferIsNotCanceled() {
    TransferStatus complete = TransferMachine.next(TransferStatus.ACQUIRING, CALLBACK_OK_LAST);
    assertEquals(complete, TransferMachine.next(complete, CANCEL_IO));
    assertEquals(HResult.S_OK, complete.result(Platform.XP));
    assertEquals(TransferStatus.IDLE, TransferMachine.next(complete, ACQUIRE_RETURNS));
  }

  @Test
  void a7ACancelIsFalseOnXpAndAnErrorOnMe() {
    TransferStatus canceled = TransferMachine.next(TransferStatus.ACQUIRING, CALLBACK_FALSE);
    assertEquals(HResult.S_FALSE, canceled.result(Platform.XP));
    assertEquals(HResult.E_ABORT, canceled.result(Platform.ME));
  }

  @Test
  void thereIsNoResultWhileATransferGoesOn() {
    assertThrows(IllegalStateException.class, () -> TransferStatus.ACQUIRING.result(Platform.XP));
    assertThrows(IllegalStateException.class, () -> TransferStatus.IDLE.result(Platform.XP));
  }

  @Test
  void anIncompleteTransferCannotReturn() {
    assertEquals(
        TransferStatus.ACQUIRING, TransferMachine.next(TransferStatus.ACQUIRING, ACQUIRE_RETURNS));
    assertEquals(
        TransferStatus.ACQUIRING, TransferMachine.next(TransferStatus.IDLE, ACQUIRE_ENTERED));
  }
}
