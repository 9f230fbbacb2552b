------------------------------ MODULE CancelRules ------------------------------
(***************************************************************************)
(* The rules as properties of CancelProtocol, named by their ids and by    *)
(* the names in org.returntoidle.model.Properties.  D8, D17 and D19 speak  *)
(* about code and are checked on drivers only.  ENABLED A also sees steps  *)
(* that change nothing, ENABLED <<A>>_vars does not.                       *)
(***************************************************************************)
EXTENDS CancelProtocol

(* The call is over, and a cancel decided it.                              *)
Canceled ==
  /\ step = "Resting"
  /\ cause \in CancelCauses
  /\ answer \in {"S_OK", "S_FALSE"}

Failed == answer \in {"E_FAIL", "E_ABORT"}

(* The device says that it has failed.                                     *)
ReportsFault == ReadFault \/ StartFails

-----------------------------------------------------------------------------
(* In every state                                                          *)

A3_CanceledStops ==
  cause \in CancelCauses /\ step # "Resting" => state \in {"Canceling", "Error"}

A4_IdleIsReady ==
  /\ (step = "Resting") = (state = "Idle")
  /\ step = "Resting" => device # "On" /\ held = "None" /\ ~complete /\ error = "S_OK"

A5_CancelIsReported == Platform = "XP" /\ Canceled => result = "S_FALSE"

A6_ButtonIsReported ==
  Platform = "XP" /\ cause = "Button" /\ step = "Resting" => result = "S_FALSE"

A7_MeHasNoFalse == Platform = "Me" => result # "S_FALSE"

A8_AnswerIsReturned ==
  step = "Resting" /\ answer # "S_OK" =>
    result = IF answer = "S_FALSE" THEN CancelCode ELSE answer

A9_ErrorStopsFirst ==
  Failed /\ step # "Resting" => state = "Error" /\ error = answer

D3_FirstCauseDecides ==
  step = "Resting" =>
    /\ Canceled => result = CancelCode
    /\ cause = "Fault" => result = "WIA_ERROR_PAPER_JAM"

D11_NoPhantom ==
  \/ result \in {"None", "S_OK", answer}
  \/ result = CancelCode /\ cause \in CancelCauses
  \/ result = "WIA_ERROR_PAPER_JAM" /\ cause = "Fault"

D12_BandOfThisTransfer == held # "OldBand"

D16_MeAborts == Platform = "Me" /\ Canceled => result = "E_ABORT"

(* Where bounds end a behaviour, the driver is idle and everything that    *)
(* the bounds allow has been done.  Without bounds it never ends.          *)
L2_EndsUsedUp ==
  (~ ENABLED <<Next>>_vars) =>
    /\ step = "Resting"
    /\ transfers = Transfers
    /\ inTransit = 0
    /\ cancels = Cancels \/ (button /\ Application = "Callback")
    /\ faults = Faults \/ fault

L4_IdleCanStart ==
  step = "Resting" /\ Allows(Transfers, transfers) => ENABLED AcquireItemData

(* Who can act: the driver while nothing is in flight, the device while a  *)
(* read is, the application while a callback is (D6, D18).                 *)
D6_OneThingInFlight ==
  /\ ENABLED (StartDevice \/ StartFails \/ SubmitRead) => InControl
  /\ ENABLED (StopDevice \/ ReturnFromAcquire) => InControl
  /\ ENABLED (DeliverBand \/ SendStatus) => InControl
  /\ ENABLED DeviceAnswers => step = "Reading"
  /\ ENABLED CallbackAnswers => step = "Calling"

D4_BusyOnlyInCall == ENABLED AnswerBusy => step # "Resting"

(* A read that has something to report reports it, and nothing else.       *)
D10_ReportComesFirst ==
  /\ ENABLED (ReadBand \/ ReadLastBand \/ ReadNotReady) => ~button /\ ~fault
  /\ ENABLED ReadButton => button
  /\ ENABLED ReportsFault => fault

(* After the last band the device has nothing more, and before it the last *)
(* band does not come.                                                     *)
D9_LastBandIsLast ==
  /\ ENABLED (ReadBand \/ ReadNotReady) => ~ending
  /\ ENABLED ReadLastBand => ending

D13_OnlyWhatIsOn ==
  /\ ENABLED (StartDevice \/ StartFails) => step = "Working" /\ device = "Off"
  /\ ENABLED SubmitRead => device = "On"
  /\ ENABLED StopDevice => device = "On" /\ Ends

D15_StatusAnswersNotReady == ENABLED SendStatus => step = "Waiting"

(* Only an interruptible read is given up, and only at the end (L5).       *)
L5_ReadsGivenUp ==
  ENABLED InterruptRead => Driver = "Interruptible" /\ step = "Reading" /\ Ends

(* What the three kinds of application can do (B1, B2, B5).                *)
B5_ApplicationKeepsItsWay ==
  /\ ENABLED CallbackCancels => Application # "CancelPendingIO"
  /\ ENABLED CancelPendingIO => Application # "Callback"
  /\ ENABLED CallbackContinues => ~MustCancel

-----------------------------------------------------------------------------
(* At every step                                                           *)

SameButInTransit ==
  UNCHANGED <<asked, machine, step, held, device, ending, button, fault, cause,
              answer, counters>>

B5_IgnoredCancelIO ==
  [][NotifyCancelIO /\ Driver = "NotAsynchronous" => SameButInTransit]_vars

(* Each CancelPendingIO is one event, and is delivered once (B4).          *)
B4_DeliveredOnce ==
  [][/\ CancelPendingIO => inTransit' = inTransit + 1
     /\ NotifyCancelIO => inTransit' = inTransit - 1
     /\ inTransit' # inTransit => CancelPendingIO \/ NotifyCancelIO]_vars

D1_IdleForgets ==
  [][/\ NotifyCancelIO /\ step = "Resting" => SameButInTransit
     /\ AcquireItemData =>
          /\ ~button' /\ ~fault' /\ ~ending' /\ ~asked'
          /\ cause' = "None" /\ answer' = "S_OK" /\ device' = "Off" /\ bands' = 0
          /\ state' = "Acquiring" /\ ~complete' /\ error' = "S_OK"]_vars

D2_CancelsAreOne ==
  [][state = "Canceling" /\ (NotifyCancelIO \/ ReadButton \/ CallbackCancels \/ DriverCancels) =>
       state' = "Canceling" /\ cause' = cause]_vars

D4_BusyDisturbsNothing == [][AnswerBusy => UNCHANGED vars]_vars

D5_NoCallbackAfterCause ==
  [][DeliverBand \/ SendStatus \/ SubmitRead => cause = "None"]_vars

D6_QuietBeforeReturn ==
  [][ReturnFromAcquire => device # "On" /\ step \notin {"Calling", "Reading"}]_vars

D7_OkMeansComplete ==
  [][/\ complete' /\ ~complete => step = "Calling" /\ held = "LastBand"
     /\ ReturnFromAcquire /\ result' = "S_OK" =>
          complete /\ held = "None" /\ answer = "S_OK"]_vars

(* No band is skipped or made up: a read brings it, a callback or the      *)
(* return ends it.                                                         *)
D7_NoBandIsLost ==
  [][/\ ReadBand => held' = "Band"
     /\ ReadLastBand => held' = "LastBand"
     /\ DeliverBand => held # "None"
     /\ held # held' => ReadBand \/ ReadLastBand \/ CallbackAnswers \/ ReturnFromAcquire
     /\ ReadBand \/ ReadLastBand => held = "None"
     /\ CallbackAnswers => held' = "None"]_vars

D9_CompleteStaysComplete ==
  [][/\ complete => IF ReturnFromAcquire THEN result' = "S_OK" ELSE complete'
     /\ result' # result => ReturnFromAcquire \/ AcquireItemData]_vars

D10_FaultIsAnError ==
  [][ReportsFault /\ state = "Acquiring" =>
       state' = "Error" /\ error' = "WIA_ERROR_PAPER_JAM"]_vars

(* What was reported is not reported again.                                *)
D11_ReportedOnce ==
  [][/\ ReadButton => ~button' /\ cause' # "None"
     /\ ReportsFault => ~fault' /\ cause' # "None"]_vars

D13_StoppedOncePerStart ==
  [][\/ device' = device
     \/ device = "Off" /\ device' = "On"
     \/ device = "On" /\ device' = "Stopped"
     \/ device = "Stopped" /\ AcquireItemData]_vars

D15_CancelableFromEntry ==
  [][/\ NotifyCancelIO /\ Driver # "NotAsynchronous" /\ GoesOn => state' = "Canceling"
     /\ StartDevice => cause = "None"]_vars

D20_OtherEventsDoNothing == [][NotifyOtherEvent => UNCHANGED vars]_vars

-----------------------------------------------------------------------------
(* What a rule permits at any time is possible whenever it says so, and    *)
(* changes something.                                                      *)

B1_CallbackMayCancel ==
  (/\ step = "Calling"
   /\ Application # "CancelPendingIO"
   /\ MustCancel \/ Allows(Cancels, cancels))
  => ENABLED <<CallbackCancels>>_vars

B2_CancelPendingIOAtAnyTime ==
  (/\ Application # "Callback"
   /\ Allows(Cancels, cancels)
   /\ Cancels = NoBound => inTransit < InTransit)
  => ENABLED <<CancelPendingIO>>_vars

D7_CallbackMayContinue ==
  step = "Calling" /\ ~MustCancel => ENABLED <<CallbackContinues>>_vars

A9_CallbackMayFail ==
  step = "Calling" /\ Allows(Faults, faults) =>
    ENABLED <<CallbackFails_E_FAIL>>_vars /\ ENABLED <<CallbackFails_E_ABORT>>_vars

A1_ButtonAtAnyTime ==
  ~button /\ Allows(Cancels, cancels) => ENABLED <<PressCancelButton>>_vars

A6_ButtonIsRead == step = "Reading" /\ button => ENABLED <<ReadButton>>_vars

B4_DeliveredAtAnyTime == inTransit > 0 => ENABLED <<NotifyCancelIO>>_vars

D20_OtherEventsAtAnyTime == step # "Resting" => ENABLED NotifyOtherEvent

D10_FailsAtAnyTime == ~fault /\ Allows(Faults, faults) => ENABLED <<DeviceFails>>_vars

D10_FaultIsRead == step = "Reading" /\ fault => ENABLED <<ReadFault>>_vars

D10_StartMayFail ==
  step = "Working" /\ device = "Off" /\ GoesOn /\ fault => ENABLED <<StartFails>>_vars

(* Nothing but the image is to be reported, and it goes on.                *)
MoreToCome ==
  step = "Reading" /\ ~button /\ ~fault /\ ~ending /\ Allows(ReadsBeforeLast, bands)

D7_BandsMayCome == MoreToCome => ENABLED <<ReadBand>>_vars

D15_NotReadyAtAnyTime == MoreToCome => ENABLED <<ReadNotReady>>_vars

D7_LastBandMayCome ==
  step = "Reading" /\ ~button /\ ~fault /\ ending => ENABLED <<ReadLastBand>>_vars

L1_ImageMayEnd == step # "Resting" /\ ~ending => ENABLED <<ImageEnds>>_vars

D4_BusyAtAnyTime == state # "Idle" => ENABLED AnswerBusy

D7_DeviceMayStart ==
  step = "Working" /\ device = "Off" /\ GoesOn => ENABLED <<StartDevice>>_vars

D7_NextIsRead ==
  InControl /\ device = "On" /\ held = "None" /\ GoesOn => ENABLED <<SubmitRead>>_vars

D7_BandIsDelivered ==
  step = "Working" /\ held # "None" /\ GoesOn => ENABLED <<DeliverBand>>_vars

D15_NotReadyIsTold == step = "Waiting" /\ GoesOn => ENABLED <<SendStatus>>_vars

A1_DriverMayCancel ==
  GoesOn /\ (Driver # "NotAsynchronous" \/ InControl) => ENABLED <<DriverCancels>>_vars

A3_DeviceIsStopped ==
  InControl /\ device = "On" /\ Ends => ENABLED <<StopDevice>>_vars

L5_ReadMayBeGivenUp ==
  step = "Reading" /\ Driver = "Interruptible" /\ Ends => ENABLED <<InterruptRead>>_vars

L2_CallMayReturn ==
  InControl /\ device # "On" /\ Ends => ENABLED <<ReturnFromAcquire>>_vars

-----------------------------------------------------------------------------
(* What may change a variable, and to what.  The other rules are stated    *)
(* over variables that the actions themselves write; an action that        *)
(* forgets to write one would leave such a rule with nothing to say.       *)

A4_NothingHasHappened ==
  /\ state = "Idle" /\ ~complete /\ error = "S_OK" /\ result = "None"
  /\ step = "Resting" /\ held = "None" /\ device = "Off" /\ ~ending
  /\ ~asked /\ inTransit = 0 /\ ~button /\ ~fault
  /\ cause = "None" /\ answer = "S_OK"
  /\ transfers = 0 /\ bands = 0 /\ cancels = 0 /\ faults = 0

A1_PressIsKept ==
  [][button' = IF PressCancelButton THEN TRUE
               ELSE button /\ ~ReadButton /\ ~AcquireItemData]_vars

D10_FaultIsKept ==
  [][fault' = IF DeviceFails THEN TRUE
              ELSE fault /\ ~ReportsFault /\ ~AcquireItemData]_vars

B2_AskedIsKept ==
  [][asked' = IF CancelPendingIO /\ step # "Resting" /\ ~complete THEN TRUE
              ELSE asked /\ ~AcquireItemData]_vars

L1_EndIsKept ==
  [][ending' = IF ImageEnds THEN TRUE ELSE ending /\ ~ReturnFromAcquire]_vars

A8_AnswerIsKept ==
  [][answer' = CASE AcquireItemData \/ CallbackContinues -> "S_OK"
                 [] CallbackCancels                      -> "S_FALSE"
                 [] CallbackFails_E_FAIL                 -> "E_FAIL"
                 [] CallbackFails_E_ABORT                -> "E_ABORT"
                 [] OTHER                                -> answer]_vars

D3_CauseIsWhatCameFirst ==
  [][cause' =
       CASE AcquireItemData      -> "None"
         [] ~AcquireItemData /\ cause # "None" -> cause
         [] cause = "None" /\ ReadButton -> "Button"
         [] cause = "None" /\ ReportsFault -> "Fault"
         [] cause = "None" /\ CallbackCancels -> "CallbackCancel"
         [] cause = "None" /\ (CallbackFails_E_FAIL \/ CallbackFails_E_ABORT) -> "CallbackError"
         [] cause = "None" /\ NotifyCancelIO /\ Driver # "NotAsynchronous" /\ GoesOn -> "CancelIO"
         [] cause = "None" /\ DriverCancels -> "OwnDecision"
         [] OTHER -> cause]_vars

(* The n-th transfer begins as the first one did.                          *)
D14_BeginsAsTheFirst ==
  [][AcquireItemData =>
       /\ state' = "Acquiring" /\ ~complete' /\ error' = "S_OK" /\ result' = "None"
       /\ step' = "Working" /\ held' = "None" /\ device' = "Off"
       /\ ~ending' /\ ~button' /\ ~fault' /\ ~asked'
       /\ cause' = "None" /\ answer' = "S_OK" /\ bands' = 0]_vars

(* What is bounded is counted when it happens.                             *)
One(bound, counted) == IF bound # NoBound /\ counted THEN 1 ELSE 0

L2_CountsWhatHappens ==
  [][/\ transfers' = transfers + One(Transfers, AcquireItemData)
     /\ bands' = IF ReturnFromAcquire THEN 0
                 ELSE bands + One(Bands, ReadBand \/ ReadNotReady)
     /\ cancels' = cancels + One(Cancels, \/ PressCancelButton /\ ~button
                                          \/ CancelPendingIO
                                          \/ CallbackCancels /\ ~MustCancel)
     /\ faults' = faults + One(Faults, \/ DeviceFails /\ ~fault
                                       \/ CallbackFails_E_FAIL
                                       \/ CallbackFails_E_ABORT)]_vars

(* The machine, whose result is the state's own.                           *)
SameMachine == UNCHANGED <<state, complete, error>>

A2_FalseCancels ==
  [][CallbackCancels => IF state = "Acquiring" THEN state' = "Canceling" ELSE SameMachine]_vars

A1_OwnDecisionCancels == [][DriverCancels => state' = "Canceling"]_vars

A6_ButtonCancels ==
  [][ReadButton => IF state = "Acquiring" THEN state' = "Canceling" ELSE SameMachine]_vars

B4_EventCancels ==
  [][NotifyCancelIO => IF Driver # "NotAsynchronous" /\ GoesOn THEN state' = "Canceling"
                       ELSE SameMachine]_vars

FailsWith(code) ==
  IF state \in {"Acquiring", "Canceling"} THEN state' = "Error" /\ error' = code
  ELSE SameMachine

A9_ErrorsWin ==
  [][/\ CallbackFails_E_FAIL => FailsWith("E_FAIL")
     /\ CallbackFails_E_ABORT => FailsWith("E_ABORT")]_vars

D10_FaultAfterCancelIsNone == [][ReadFault /\ state # "Acquiring" => SameMachine]_vars

D7_LastAnswerCompletes ==
  [][CallbackContinues =>
       /\ UNCHANGED <<state, error>>
       /\ complete' = (complete \/ (state = "Acquiring" /\ held = "LastBand"))]_vars

A3_OnlyCausesEnd ==
  [][\/ SameMachine
     \/ AcquireItemData \/ ReturnFromAcquire
     \/ NotifyCancelIO \/ DriverCancels \/ ReadButton \/ ReportsFault \/ CallbackAnswers]_vars

A8_ResultOfItsState ==
  [][ReturnFromAcquire =>
       /\ state' = "Idle"
       /\ result' = CASE state = "Canceling" -> CancelCode
                      [] state = "Error"     -> error
                      [] OTHER               -> "S_OK"]_vars

(* Whose turn it is: one thing after the other.                            *)
D18_OneThingAfterTheOther ==
  [][step' = CASE ReturnFromAcquire         -> "Resting"
               [] SubmitRead                -> "Reading"
               [] ReadNotReady              -> "Waiting"
               [] DeliverBand \/ SendStatus -> "Calling"
               [] \/ AcquireItemData \/ InterruptRead \/ CallbackAnswers
                  \/ ReadBand \/ ReadLastBand \/ ReadButton \/ ReadFault -> "Working"
               [] OTHER                     -> step]_vars

D13_OnlyTheDriverSwitches ==
  [][device' = CASE AcquireItemData -> "Off"
                 [] StartDevice     -> "On"
                 [] StopDevice      -> "Stopped"
                 [] OTHER           -> device]_vars

(* After a cause nothing is begun: no start is tried, no read submitted.   *)
D22_NothingBegins ==
  [][StartDevice \/ StartFails \/ SubmitRead => cause = "None"]_vars

(* A read is submitted when none is in flight, to a device that is on.     *)
D23_OneRead ==
  [][step' = "Reading" => device' = "On" /\ (SubmitRead <=> InControl)]_vars

D6_InFlightIsInCall == step \in {"Reading", "Calling"} => device = "On" /\ state # "Idle"

D18_CallbackInCall == step = "Calling" => state # "Idle"

D10_FaultIsTheResult ==
  cause = "Fault" =>
    IF step = "Resting" THEN result = "WIA_ERROR_PAPER_JAM"
    ELSE state = "Error" /\ error = "WIA_ERROR_PAPER_JAM"

D20_NothingElseEnds == step # "Resting" /\ state # "Acquiring" => cause # "None"

B4_NoEventUnasked == Application = "Callback" => inTransit = 0

B5_NothingConnectsTheTwo == Driver = "NotAsynchronous" => cause # "CancelIO"

-----------------------------------------------------------------------------
(* Liveness                                                                *)

(* Return to idle.                                                         *)
L1_ReturnToIdle == (state # "Idle") ~> (state = "Idle")

(* The call returns; exactly once is D9 with this.                         *)
L2_CallReturns == (step # "Resting") ~> (step = "Resting" /\ result # "None")

(* An observed cancel ends the transfer, and not with S_OK.                *)
L3_CancelEndsTransfer ==
  (cause \in CancelCauses) ~> (step = "Resting" /\ result \notin {"None", "S_OK"})

(* Without cancel and fault the transfer ends with S_OK.                   *)
L4_UndisturbedSucceeds ==
  (step # "Resting") ~> (result = "S_OK" \/ cause # "None")

(* After an observed cancel or error: idle, without help from the device.  *)
L5_CancelReturnsToIdle == (cause # "None") ~> (state = "Idle")

-----------------------------------------------------------------------------
(* Hazards: what no rule forbids.  Each NoHn fails where the hazard is     *)
(* there, and holds where it is gone.                                      *)

NoH1 == ~(Driver = "NotAsynchronous" /\ asked /\ result = "S_OK")
NoH2 == ~(result # "None" /\ cause = "CancelIO" /\ ~asked)
NoH3 == ~(Driver # "NotAsynchronous" /\ asked /\ result = "S_OK")
NoH4 == ~(cause = "CallbackError" /\ result = CancelCode)
=============================================================================
