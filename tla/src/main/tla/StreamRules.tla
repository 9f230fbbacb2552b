------------------------------ MODULE StreamRules ------------------------------
(***************************************************************************)
(* What holds of StreamProtocol, by rule; the same names as in             *)
(* org.returntoidle.model.stream.StreamRules.                              *)
(***************************************************************************)
EXTENDS StreamProtocol

Resting == step = "Resting"

(* Something begins to be in flight.                                       *)
Enters(s) == step # s /\ step' = s
CallbackBegins == ~InCallback /\ InCallback'
CallbackEnds == InCallback /\ ~InCallback'
Observes(c) == cause = "None" /\ cause' = c
Returns == ~Resting /\ Resting'

(* A read reports that the feeder is empty; a page is done and another one *)
(* comes.                                                                  *)
Reports == sheet # "Reported" /\ sheet' = "Reported"
PageIsDone == page # "New" /\ page' = "New" /\ ~Resting'

(* A fault that is there is reported, by a read or as the device is        *)
(* started.  The message with it returns.                                  *)
SeesFault == fault /\ ~fault' /\ (step = "Reading" \/ device = "Off")
IsAnswered == step = "Reporting" /\ step' # "Reporting"
FailsWithStatus == state' = "Error" /\ error' = "WIA_ERROR_PAPER_JAM"

-----------------------------------------------------------------------------
(* States.                                                                 *)

(* Idle means idle: nothing is left behind.                                *)
D6_QuietAtRest == Resting => device # "On"
A4_IdleIsReady == Resting => state = "Idle" /\ ~complete /\ error = "S_OK"
A4_RunsWithTheCall == Resting = (download # "Running")
D12_NoOldBand == held # "OldBand"
V15_NoStreamAtRest == Resting => ~stream

(* The mark is that of one transfer of the application.                    *)
V2a_NoMarkWithoutTransfer == download = "None" => marked = "No"

(* Only a page that was taken goes into its stream.                        *)
V3_SkippedIsNotWritten == step = "Writing" => page = "Taken" /\ stream

(* The last band of a page says so because the page ends.                  *)
D7_LastIsLast == held \in {"LastBand", "LastWritten"} => ending

(* The results: without a cause a success; S_FALSE for a cancel; an error  *)
(* stays an error, also where a cancel came first.                         *)
D7_SuccessHasNoCause == result \in Successes => cause = "None"
V9_CancelIsSFalse == result = "S_FALSE" => cause \in CancelCauses
V20_ErrorIsError == Resting /\ cause \in ErrorCauses => result \in ErrorCodes

(* Where the driver confirms, CANCEL_IO is no cause: an answer may be one  *)
(* (so H2 is gone).                                                        *)
D26_EventIsNoCause == Confirms => cause # "CancelIO"

(* The last page that is wanted comes, or the feeder is empty before it.   *)
V5_JobOrFeederEnds == lastPage => MayFeed

(* Where all pages are wanted no page is known to be the last.             *)
V5a_OnlyEmptyEndsAll == Feeder = "All" => ~lastPage

(* A transfer can be started whenever none runs (L4 a).                    *)
L4_Ready == download = "Begun" => state = "Idle"

-----------------------------------------------------------------------------
(* Steps.                                                                  *)

(* Once Cancel was called, a callback that is entered cancels the transfer.*)
V2_MarkedIsCanceled ==
  [][CallbackEnds /\ marked = "Yes"
       => state' = "Canceling" /\ cause' \in CancelCauses]_vars

(* A skip is no cause, and no result.                                      *)
V3a_SkipGoesOn ==
  [][page # "Skipped" /\ page' = "Skipped" => UNCHANGED <<machine, cause>>]_vars

(* CANCEL_IO at an idle driver changes nothing.                            *)
V8_IdleIgnoresCancel ==
  [][Resting /\ inTransit' < inTransit
       => UNCHANGED <<machine, step, page, stream, held, confirm, device, cause>>]_vars

(* S_FALSE from any message is the result, also from the last one.         *)
V10_SFalseIsTheResult ==
  [][CallbackEnds /\ cause = "None" /\ cause' = "CallbackCancel"
       => state' = "Canceling"]_vars

(* After a cause no message, no GetNextStream; no write; no start, no read.*)
V12_NoCallbackAfterCause == [][CallbackBegins => GoesOn]_vars
V16_NoWriteAfterCause == [][Enters("Writing") => GoesOn /\ stream]_vars
D22_NothingBegins ==
  [][(Enters("Reading") /\ step # "Confirming") \/ (device # "On" /\ device' = "On")
       => GoesOn]_vars

(* The stream is released before the next one is asked for.                *)
V15_ReleasedBeforeNext == [][Enters("Asking") => ~stream]_vars

(* A write that fails is an error, whatever came before.  Whoever asks     *)
(* once drops the band also when it is written.                            *)
V19_FailedWriteIsError ==
  [][~AsksOnce /\ step = "Writing" /\ step' = "Working" /\ held' = "None" => state' = "Error"]_vars

(* A confirming driver asks before it begins anything else.                *)
D26_AsksFirst ==
  [][confirm = "Yes" /\ step # step' => step' \notin {"Writing", "Asking"}
                                        /\ (step' = "Reading" => step = "Confirming")]_vars

(* Each is asked once.                                                     *)
D26_AskedOnce == [][CallbackEnds => confirm' # "Asked"]_vars

(* A transfer begins with what is its own.                                 *)
D1_NothingIsLeftOver ==
  [][Resting /\ ~Resting'
       => /\ ~button' /\ ~fault' /\ ~ending' /\ ~lastPage' /\ confirm' = "No"
          /\ sheet' = "Waiting" /\ ~got']_vars

A4_EnteredForATransfer == [][Resting /\ ~Resting' => download = "Begun"]_vars

(* Nobody returns while something is in flight.                            *)
D6_NothingInFlight == [][~Resting /\ Resting' => InControl]_vars

(* A page that was taken is written, and each page has its own end.        *)
D7_TakenIsWritten ==
  [][page = "Taken" /\ HoldsBand /\ HasWritten' => step = "Writing"]_vars
D7_NewPageHasItsOwnEnd == [][page # "New" /\ page' = "New" => ~ending']_vars

(* What the device reports is there, and is reported once.                 *)
D10_FaultIsReported ==
  [][Observes("Fault") /\ ~Reports => step = "Reporting" \/ SeesFault]_vars
V6_ButtonIsReported == [][Observes("Button") => button /\ ~button']_vars

(* An application cancels in its way, or in both.                          *)
V1_ApplicationKeepsItsWay ==
  [][Observes("CallbackCancel") /\ marked # "Yes" => Application # "CancelTransfer"]_vars
V1_BothWaysCancel == [][CallbackEnds /\ MustCancel => cause' # "None"]_vars
V2_CrossingIsOver == [][CallbackEnds => marked' # "Crossing"]_vars

(* The device begins when it is known what happens to the page.            *)
V3_AnswerComesFirst ==
  [][(device # "On" /\ device' = "On") \/ Observes("Fault") => MayScan]_vars

(* GetNextStream comes back with a stream, or with a skip.                 *)
V3_AnswerDecidesThePage ==
  [][step = "Asking" /\ step' # "Asking" /\ cause' = "None" => page' # "New"]_vars

(* Fewer pages than wanted are END_OF_MEDIA, and nothing else is (V5a).    *)
V5_FewerPagesIsEndOfMedia ==
  [][Returns /\ state = "Acquiring"
       => result' = (IF Feeder = "Number" /\ sheet = "Reported"
                       THEN "WIA_STATUS_END_OF_MEDIA" ELSE "S_OK")]_vars

(* A feeder that is empty before the first page is a fault, later it is    *)
(* none.                                                                   *)
V5_EmptyAtOnceIsError ==
  [][Reports /\ ~got /\ state = "Acquiring"
       => state' = "Error" /\ error' = "WIA_ERROR_PAPER_EMPTY" /\ cause' = "Fault"]_vars
V5_EmptyAfterAPageIsNone ==
  [][Reports /\ got
       => /\ UNCHANGED cause
          /\ UNCHANGED machine \/ (AsksOnce /\ complete')]_vars

(* Only a read tells, and only the truth.                                  *)
V5_EmptyIsRead ==
  [][Reports => step = "Reading" /\ step' = "Working" /\ sheet = "Out"]_vars
V5_BandHasASheet ==
  [][Feeder # "None" /\ ~HoldsBand /\ HoldsBand' => sheet' \in {"Fed", "LastFed"}]_vars
V5_NotReadyHasASheet == [][Enters("Waiting") => sheet # "Out"]_vars
V5_EachPageHasASheet ==
  [][Feeder # "None" /\ PageIsDone
       => sheet' = (IF sheet = "LastFed" THEN "Out" ELSE "Waiting")]_vars

(* Then the application is told, and nothing else begins.                  *)
V5_NothingBeginsOnEmptyFeeder ==
  [][sheet = "Reported"
       => ~(\/ Enters("Reading") \/ Enters("Writing") \/ Enters("Asking")
            \/ device # "On" /\ device' = "On")]_vars

(* A page counts when it is done, also one that was skipped.               *)
V5_OnlyPagesCount == [][~got /\ got' => Feeder # "None" /\ PageIsDone]_vars
V5_PageCounts == [][Feeder # "None" /\ PageIsDone /\ page = "Taken" => got']_vars
V5c_SkippedCounts == [][Feeder # "None" /\ PageIsDone /\ page = "Skipped" => got']_vars

(* The mark holds for all items of a transfer.  Who goes to the next item, *)
(* and when.                                                               *)
V7_MarkSpansItems == [][marked # "No" /\ marked' = "No" => download' = "None"]_vars
V7_ServiceGoesOnAfterSuccess ==
  [][Returns => download' = (IF Items = "Service" /\ result' \in Successes
                               THEN "Begun" ELSE "None")]_vars
V7_ServiceEnds ==
  [][download # "None" /\ download' = "None"
       => Returns \/ (Items = "Service" /\ download = "Begun")]_vars

(* A fault is told, once, before it is a cause and before anything else    *)
(* begins.                                                                 *)
V31_FaultIsToldFirst ==
  [][Messages # "None" /\ Observes("Fault") /\ ~Reports => step = "Reporting"]_vars
V31_FaultIsThere ==
  [][Enters("Faulted") => Messages # "None" /\ SeesFault /\ GoesOn
                          /\ UNCHANGED <<machine, cause>>]_vars
V31_NothingElseIsToldOrBegins ==
  [][step = "Faulted" /\ step' # "Faulted"
       => step' = (IF GoesOn THEN "Reporting" ELSE "Resting")]_vars
V31_ToldOnce == [][Enters("Reporting") => step = "Faulted"]_vars

(* Repaired: the transfer goes on where it was.  The status that comes     *)
(* back is the result; where nobody handles errors it always comes back.   *)
V32_ResolvedGoesOn ==
  [][IsAnswered /\ cause' = "None"
       => step' = "Working" /\ UNCHANGED <<machine, page, stream, held, device>>]_vars
V33_StatusIsTheResult == [][IsAnswered /\ Observes("Fault") => FailsWithStatus]_vars
V35_UnhandledIsTheStatus ==
  [][Messages = "Unhandled" /\ IsAnswered /\ marked # "Yes" => FailsWithStatus]_vars

(* While the device is not ready each "not ready" is told.                 *)
V34_AsksWhileItWaits ==
  [][step = "Waiting" /\ GoesOn /\ step' # "Waiting" => step' = "Calling"]_vars

(* What is held when the application or the stream ends it is not kept.    *)
V16_DropsWhatItHolds ==
  [][cause = "None" /\ cause' \in {"CallbackCancel", "CallbackError", "StreamError"}
       => held' = "None"]_vars

(* Nothing is in flight when the device stops.                             *)
D13_StoppedInControl == [][device' = "Stopped" /\ device # "Stopped" => InControl]_vars

(* Stopped exactly once for every start.                                   *)
D13_StoppedOnce == [][device' = "Stopped" /\ device # "Stopped" => device = "On"]_vars

-----------------------------------------------------------------------------
(* Hazards: TLC finds a counterexample where they occur.  Each line of     *)
(* StreamHazard in Java says where that is not so.                         *)

(* The stream of a page is released that the device did not finish; or     *)
(* that it had no sheet for.                                               *)
EndsUnfinished == stream /\ ~stream' /\ page = "Taken" /\ cause \in {"Button", "Fault"}
FindsNoSheet == stream /\ ~stream' /\ page = "Taken" /\ sheet = "Reported"

NoH1 == [][~(marked = "Yes" /\ ~complete /\ complete')]_vars
NoH2 == [][~(Returns /\ cause = "CancelIO" /\ marked = "No")]_vars
NoH3_CROSSING == [][~(marked = "Crossing" /\ ~complete /\ complete')]_vars
NoH3_LATE == [][~(complete /\ marked = "No" /\ marked' = "Yes")]_vars
NoH5 == [][~(EndsUnfinished /\ device # "Off" /\ sheet # "Reported")]_vars
NoH6 == [][~(IsAnswered /\ marked = "Crossing" /\ FailsWithStatus)]_vars
NoH7 == [][~((EndsUnfinished /\ device = "Off") \/ FindsNoSheet)]_vars
NoH8 == [][~(Foreign /\ Returns /\ cause = "CancelIO" /\ marked = "No")]_vars

-----------------------------------------------------------------------------
(* Liveness.                                                               *)

L1_ReturnToIdle == ~Resting ~> Resting
L2_CallReturns == ~Resting ~> (Resting /\ result # "None")
L3_CancelTransferEnds == (marked = "Yes" /\ ~Resting /\ GoesOn) ~> ~GoesOn
L4_UndisturbedSucceeds == ~Resting ~> (result \in Successes \/ cause # "None")
L5_CancelReturnsToIdle == (Ends /\ cause # "None") ~> Resting
===============================================================================
