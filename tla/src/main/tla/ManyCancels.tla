------------------------------ MODULE ManyCancels ------------------------------
(***************************************************************************)
(* CancelProtocol with any number of CANCEL_IO under way at once: none,    *)
(* some, or many.  InTransit is here "so many or more": one more is as     *)
(* many, and when one of many is delivered, many are left or one less.     *)
(* What counts further implements this; MCManyCancels claims so.           *)
(***************************************************************************)
EXTENDS CancelProtocol

ASSUME Cancels = NoBound

(* Many stay as many.                                                      *)
OneMore == IF inTransit = InTransit THEN InTransit ELSE inTransit + 1
OneLess == {inTransit - 1} \cup (IF inTransit = InTransit THEN {InTransit} ELSE {})

(* NotifyCancelIO (B4), of any number.                                     *)
NotifyCancelIOOfMany ==
  /\ inTransit > 0
  /\ inTransit' \in OneLess
  /\ IF Driver = "NotAsynchronous"
       THEN UNCHANGED <<machine, cause>>
       ELSE /\ InputCancelIO
            /\ IF GoesOn THEN Observed("CancelIO") ELSE UNCHANGED cause
  /\ UNCHANGED <<asked, step, held, device, ending, button, fault, answer, counters>>

(* CancelPendingIO (A1, B2), however many there are.                       *)
CancelPendingIOOfMany ==
  /\ Application # "Callback"
  /\ inTransit' = OneMore
  /\ asked' = (IF step # "Resting" /\ ~complete THEN TRUE ELSE asked)
  /\ UNCHANGED <<machine, step, held, device, ending, button, fault, cause, answer,
                 counters>>

EnvironmentNextOfMany ==
  \/ AcquireItemData
  \/ NotifyCancelIOOfMany
  \/ NotifyOtherEvent
  \/ DeviceAnswers
  \/ PressCancelButton
  \/ DeviceFails
  \/ ImageEnds
  \/ CallbackAnswers
  \/ CancelPendingIOOfMany

SafeOfMany == Init /\ [][DriverNext \/ DriverCancels \/ EnvironmentNextOfMany]_vars

SpecOfMany == SafeOfMany /\ FairDriver /\ FairDevice /\ FairApplication /\ FairImage
=============================================================================
