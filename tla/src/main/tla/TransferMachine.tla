--------------------------- MODULE TransferMachine ---------------------------
(***************************************************************************)
(* The driver's machine: four states and what each input does in each of   *)
(* them.  One operator per input; together they are the transition table   *)
(* of org.returntoidle.model.TransferMachine.  An input that changes       *)
(* nothing in a state is a stuttering step there.                          *)
(***************************************************************************)
CONSTANT Platform         \* "Me", "XP", "Vista": which code reports a cancel (A7)

VARIABLES state,          \* "Idle", "Acquiring", "Canceling" or "Error"
          complete,       \* the last band is acknowledged (D7, D9)
          error,          \* the code that Error will return, else "S_OK"
          result          \* what the last call returned; "None" while one runs

machine == <<state, complete, error, result>>

(* Since Windows Vista a feeder has a say: empty before the first page it  *)
(* is a fault, later it is another success (V5).                           *)
FaultCodes ==
  IF Platform = "Vista" THEN {"WIA_ERROR_PAPER_JAM", "WIA_ERROR_PAPER_EMPTY"}
                        ELSE {"WIA_ERROR_PAPER_JAM"}
ErrorCodes == {"E_FAIL", "E_ABORT"} \cup FaultCodes
Successes == IF Platform = "Vista" THEN {"S_OK", "WIA_STATUS_END_OF_MEDIA"} ELSE {"S_OK"}

(* A cancel is S_FALSE on Windows XP (A5, A6) and an error on Me (D16).    *)
CancelCode == IF Platform = "Me" THEN "E_ABORT" ELSE "S_FALSE"

(* Only an acquiring machine can be complete, only one in Error has an     *)
(* error, only an idle one has a result.                                   *)
MachineTypeOK ==
  /\ state \in {"Idle", "Acquiring", "Canceling", "Error"}
  /\ complete \in (IF state = "Acquiring" THEN BOOLEAN ELSE {FALSE})
  /\ error \in (IF state = "Error" THEN ErrorCodes ELSE {"S_OK"})
  /\ result \in (IF state = "Idle" THEN {"None", "S_FALSE"} \cup Successes \cup ErrorCodes
                                   ELSE {"None"})

MachineInit ==
  /\ state = "Idle"
  /\ complete = FALSE
  /\ error = "S_OK"
  /\ result = "None"

(* The transfer goes on: neither complete nor canceled nor failed.         *)
GoesOn == state = "Acquiring" /\ ~complete

(* The transfer is over; what remains is to stop the device and to return. *)
Ends == state # "Idle" /\ ~GoesOn

-----------------------------------------------------------------------------
(* drvAcquireItemData is entered (A4); while busy it is D4, no change.     *)
InputEntered ==
  /\ state = "Idle"
  /\ state' = "Acquiring"
  /\ result' = "None"
  /\ UNCHANGED <<complete, error>>

(* A callback returned S_OK: for the last band the transfer is now         *)
(* complete (D7), unless a cancel came first (D3).                         *)
InputCallbackOk(last) ==
  /\ complete' = (IF state = "Acquiring" /\ last THEN TRUE ELSE complete)
  /\ UNCHANGED <<state, error, result>>

(* A cancel that a callback (A3, B3) or a read (A6) reports.               *)
InputCancel ==
  /\ state' = (IF state = "Acquiring" THEN "Canceling" ELSE state)
  /\ complete' = FALSE
  /\ UNCHANGED <<error, result>>

(* A callback returned any other code: it wins, also over a cancel (A9,    *)
(* D3, D19).                                                               *)
InputCallbackOther(code) ==
  /\ state' = (IF state \in {"Acquiring", "Canceling"} THEN "Error" ELSE state)
  /\ error' = (IF state \in {"Acquiring", "Canceling"} THEN code ELSE error)
  /\ complete' = FALSE
  /\ UNCHANGED result

(* A read reports a fault; after a cancel it changes nothing (D10, D3).    *)
InputFault(code) ==
  /\ state' = (IF state = "Acquiring" THEN "Error" ELSE state)
  /\ error' = (IF state = "Acquiring" THEN code ELSE error)
  /\ complete' = FALSE
  /\ UNCHANGED result

(* CANCEL_IO at an asynchronous driver: not while idle (D1), not once      *)
(* complete (D9), and only the first one counts (D2, D3).                  *)
InputCancelIO ==
  /\ state' = (IF GoesOn THEN "Canceling" ELSE state)
  /\ UNCHANGED <<complete, error, result>>

(* The driver's own decision (A1, A6): not once complete (D9).              *)
InputDriverCancels == InputCancelIO

(* drvAcquireItemData returns the result of its state (A5, A6, A9, D7).    *)
InputReturnsWith(success) ==
  /\ Ends
  /\ result' = CASE state = "Acquiring" -> success
                 [] state = "Canceling" -> CancelCode
                 [] state = "Error"     -> error
  /\ state' = "Idle"
  /\ complete' = FALSE
  /\ error' = "S_OK"

InputReturns == InputReturnsWith("S_OK")

-----------------------------------------------------------------------------
(* What a callback can return that is neither success nor cancel; on Vista *)
(* also the fault that it was told of (V33).                               *)
CallbackCodes ==
  {"E_FAIL", "E_ABORT"} \cup (IF Platform = "Vista" THEN {"WIA_ERROR_PAPER_JAM"} ELSE {})

(* The machine alone, as what CancelProtocol refines.                      *)
MachineReturns == \E success \in Successes : InputReturnsWith(success)

MachineNext ==
  \/ InputEntered
  \/ /\ state \in {"Acquiring", "Canceling"}
     /\ ~complete
     /\ \/ \E last \in BOOLEAN : InputCallbackOk(last)
        \/ InputCancel
        \/ \E code \in CallbackCodes : InputCallbackOther(code)
        \/ \E code \in FaultCodes : InputFault(code)
  \/ InputCancelIO
  \/ MachineReturns

MachineSpec == MachineInit /\ [][MachineNext]_machine

(* What ends a transfer: it completes, is canceled, or fails.              *)
MachineEnds == GoesOn /\ MachineNext /\ ~GoesOn'

(* The machine that always returns to idle: a transfer that goes on ends,  *)
(* and one that ends returns.                                              *)
FairMachineSpec == MachineSpec /\ WF_machine(MachineEnds) /\ WF_machine(MachineReturns)
=============================================================================
