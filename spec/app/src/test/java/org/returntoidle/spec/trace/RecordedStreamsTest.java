package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Unfinished;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/**
 * Traces of stream transfers as somebody else's recorder writes them. Here an event is a word with
 * its fields behind it, as in {@code ReturnFromAcquire:code=S_OK}.
 */
class RecordedStreamsTest {
  /** What a careful recorder writes down of the device. */
  private static final String DEVICE =
      "StartDevice,StopDevice,StartFails,SubmitRead,InterruptRead,ReadBand,ReadLastBand,"
          + "ReadNotReady,ReadButton,ReadFault";

  private static final String BEGIN = "AcquireItemData:pages=1 GetNextStream CallbackContinues ";
  private static final String BAND = "WriteBand StreamTakes SendStatus CallbackContinues ";
  private static final String END = " ReturnFromAcquire:code=";

  private static TraceVerdict check(String records, String driver, String words)
      throws DamagedTraceException {
    String list =
        Stream.of(records.split(","))
            .filter(word -> !word.isEmpty())
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(","));
    String header =
        "{\"format\":2,\"platform\":\"Vista\",\"driver\":\""
            + driver
            + "\",\"records\":["
            + list
            + "]}\n";
    String events =
        Stream.of(words.trim().split("\\s+"))
            .map(RecordedStreamsTest::line)
            .collect(Collectors.joining("\n"));
    return Traces.check(header + events);
  }

  private static String line(String word) {
    List<String> parts = Splitter.on(':').splitToList(word);
    StringBuilder line = new StringBuilder("{\"event\":\"" + parts.get(0) + "\"");
    if (parts.size() > 1) {
      Splitter.on(',')
          .withKeyValueSeparator('=')
          .split(parts.get(1))
          .forEach((field, value) -> line.append(",\"" + field + "\":" + json(value)));
    }
    return line + "}";
  }

  private static String json(String value) {
    return value.matches("\\d+|true|false") ? value : "\"" + value + "\"";
  }

  private static void permitted(String records, String words) throws DamagedTraceException {
    TraceVerdict verdict = check(records, "Interruptible", words);
    assertTrue(verdict.isGood(), () -> words + "\n" + verdict);
  }

  private static Violation broken(Rule rule, String records, String words)
      throws DamagedTraceException {
    TraceVerdict verdict = check(records, "Interruptible", words);
    Problem problem = Iterables.getOnlyElement(verdict.problems());
    if (!(problem instanceof Violation violation)) {
      throw new AssertionError(words + "\n" + verdict);
    }
    assertEquals(rule, violation.rule(), () -> words + "\n" + verdict);
    return violation;
  }

  @Test
  void nothingButTheBorderIsEnough() throws DamagedTraceException {
    String page = "GetNextStream CallbackContinues " + BAND + "ReleaseStream ";
    permitted("", "AcquireItemData:pages=2 " + page + page + END + "S_OK");
    permitted("", "AcquireItemData " + page + END + "S_OK");
    permitted("", "AcquireItemData " + page + page + page + END + "S_OK");
    permitted("", BEGIN + BAND + BAND + "ReleaseStream" + END + "S_OK");
    assertEquals(
        ImmutableList.of(Rule.D7),
        ImmutableList.of(
            broken(Rule.D7, "", "AcquireItemData:pages=2 " + page + END + "S_OK").rule()));
  }

  /**
   * Without the device's words the button may be behind every cancel, a fault behind every error.
   */
  @ParameterizedTest
  @CsvSource({
    "S_FALSE, ReadButton, D11",
    "E_FAIL, 'ReadFault,StartFails', D11",
    "WIA_ERROR_BUSY, 'ReadFault,StartFails', A4",
  })
  void aResultNeedsAReasonOnlyWhereAllAreShown(String code, String records, Rule rule)
      throws DamagedTraceException {
    String words = BEGIN + BAND + "ReleaseStream" + END + code;
    permitted("", words);
    broken(rule, records, words);
  }

  @Test
  void aFaultThatIsNotShownMayExplainAnErrorAfterACancel() throws DamagedTraceException {
    String words = BEGIN + "SendStatus NotifyCancelIO CallbackContinues ";
    permitted("", words + "SendStatus CallbackCancels ReleaseStream" + END + "E_FAIL");
    broken(
        Rule.V10,
        "ReadFault,StartFails",
        words + "SendStatus CallbackCancels ReleaseStream" + END + "E_FAIL");
  }

  @Test
  void theDeviceIsLookedAtOnlyWhereItIsShown() throws DamagedTraceException {
    String canceled = "SendStatus CallbackCancels ReleaseStream" + END + "S_FALSE";
    String words = BEGIN + "StartDevice " + canceled;
    permitted("", words);
    permitted("StartDevice", words);
    Violation violation = broken(Rule.A3, "StartDevice,StopDevice", words);
    assertEquals(ImmutableList.of("StopDevice"), violation.allowed());
    assertEquals(9, violation.line());
    broken(Rule.D6, "StartDevice,StopDevice", words + " NotifyOtherEvent StopDevice");
    broken(Rule.A3, "StartDevice,StopDevice", words + " AcquireItemData");
    broken(Rule.D13, "StartDevice,StopDevice", BEGIN + "StartDevice StartDevice");
    permitted("StartDevice", BEGIN + "StartDevice StartDevice " + canceled);
    broken(Rule.D13, "StartDevice,StopDevice", BEGIN + "StopDevice");
    permitted("StopDevice", BEGIN + "StopDevice " + canceled);
    broken(Rule.D6, "", "SubmitRead");
    broken(Rule.D6, "", "StartDevice");
  }

  @Test
  void aPageIsWholeIfWhatWasReadIsWritten() throws DamagedTraceException {
    String reads = "ReadBand:bytes=10 WriteBand:bytes=10 StreamTakes ReadLastBand:bytes=5 ";
    String end = "ReleaseStream" + END + "S_OK";
    broken(Rule.D7, DEVICE, begun() + reads + "StopDevice " + end);
    permitted(DEVICE, begun() + reads + "WriteBand:bytes=5 StreamTakes StopDevice " + end);
    broken(
        Rule.D7,
        DEVICE,
        begun() + reads + "WriteBand:bytes=5 StreamTakes:bytes=4 StopDevice " + end);
    // Who does not say how many bytes they are may join them.
    permitted(DEVICE, begun() + "ReadBand ReadLastBand WriteBand StreamTakes StopDevice " + end);
    broken(
        Rule.D7,
        DEVICE,
        begun() + "ReadBand ReadLastBand WriteBand:band=1 StreamTakes StopDevice " + end);
    permitted("", begun() + reads + "StopDevice " + end); // Some reads may not be shown.
  }

  private static String begun() {
    return BEGIN + "StartDevice ";
  }

  @ParameterizedTest
  @CsvSource({
    "D18, SendStatus",
    "D18, GetNextStream",
    "V16, WriteBand",
    "A4, AnswerBusy",
    "L2, ReturnFromAcquire:code=S_OK",
    "D4, AcquireItemData AcquireItemData",
    "D18, AcquireItemData CallbackContinues",
    "D18, AcquireItemData StreamTakes",
    "D18, AcquireItemData GetNextStream SendStatus",
    "D6, AcquireItemData GetNextStream ReturnFromAcquire:code=S_OK",
    "D18, AcquireItemData:thread=1 SendStatus:thread=2",
    "D18, AcquireItemData:thread=1 GetNextStream CallbackContinues WriteBand:thread=2",
    "D18, AcquireItemData GetNextStream CallbackContinues WriteBand SendStatus",
    "D18, AcquireItemData GetNextStream CallbackContinues WriteBand WriteBand",
    "V15, AcquireItemData GetNextStream CallbackContinues GetNextStream",
    "V16, AcquireItemData WriteBand",
    "V16, AcquireItemData GetNextStream CallbackContinues ReleaseStream WriteBand",
    "V16, AcquireItemData GetNextStream CallbackContinues ReleaseStream ReleaseStream",
    "V16, AcquireItemData GetNextStream CallbackSkips WriteBand",
    "V11, AcquireItemData GetNextStream CallbackCancels GetNextStream",
    "V12, AcquireItemData SendStatus CallbackCancels SendStatus",
    "V12, AcquireItemData SendStatus CallbackFails:code=E_FAIL GetNextStream",
    "V5c, AcquireItemData:pages=1 GetNextStream CallbackSkips GetNextStream",
    "V14, AcquireItemData:pages=1 GetNextStream CallbackContinues ReleaseStream GetNextStream",
    "V14, 'AcquireItemData:pages=0,tymed=multipage-file GetNextStream CallbackContinues"
        + " ReleaseStream GetNextStream'",
    "D12, AcquireItemData:transfer=2 GetNextStream CallbackContinues WriteBand:transfer=1"
        + " StreamTakes",
    "D11, AcquireItemData DriverCancels",
    "L1, 'AcquireItemData Misdeed:rule=L1,says=hangs'",
    "V21, 'AcquireItemData Misdeed:rule=V21,says=sent'"
  })
  void isWrongAtOnce(Rule rule, String words) throws DamagedTraceException {
    Violation violation = broken(rule, "", words);
    assertEquals(1 + words.split("\\s+").length, violation.line());
    assertFalse(violation.allowed().isEmpty(), violation::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "V15, GetNextStream CallbackContinues, S_FALSE",
    "V20, GetNextStream CallbackFails:code=S_OK, S_FALSE",
    "V20, GetNextStream CallbackFails:code=S_OK, WIA_ERROR_PAPER_JAM",
    "V20, GetNextStream CallbackFails:code=E_ABORT, S_FALSE",
    "V19, GetNextStream CallbackContinues WriteBand StreamFails:code=E_FAIL ReleaseStream, S_OK",
    "V3a, GetNextStream CallbackSkips, WIA_STATUS_SKIP_ITEM",
    "V10, SendStatus CallbackCancels, S_OK",
    "V11, GetNextStream CallbackCancels, S_OK",
    "D7, SendStatus CallbackContinues, S_OK",
    "D5, GetNextStream NotifyCancelIO CallbackContinues WriteBand StreamTakes ReleaseStream,"
        + " S_FALSE",
    "D10, ReadFault:code=WIA_ERROR_PAPER_JAM, E_FAIL",
    "A6, ReadButton, E_ABORT",
    "V5, ReadFeederEmpty, S_OK",
    "V5, ReadFeederEmpty, E_FAIL",
  })
  void isWrongAtTheReturn(Rule rule, String words, String code) throws DamagedTraceException {
    broken(rule, DEVICE, "AcquireItemData:pages=1 " + words + END + code);
  }

  @ParameterizedTest
  @CsvSource({
    "GetNextStream CallbackFails:code=S_OK, E_POINTER",
    "GetNextStream CallbackFails:code=S_OK, E_UNEXPECTED",
    "GetNextStream CallbackFails:code=WIA_STATUS_SKIP_ITEM, S_OK",
    "GetNextStream CallbackFails:code=E_ABORT, E_FAIL",
    "GetNextStream CallbackSkips, S_OK",
    "SendStatus CallbackCancels, S_FALSE",
    "SendStatus ServiceCancels, S_FALSE",
    "GetNextStream CancelTransfer CallbackContinues SendStatus ServiceCancels ReleaseStream,"
        + " S_FALSE",
    "GetNextStream CallbackContinues StreamFails:code=E_FAIL ReleaseStream, E_FAIL",
    "GetNextStream NotifyCancelIO CallbackContinues SendStatus CallbackContinues WriteBand"
        + " StreamTakes ReleaseStream, S_FALSE",
    "NotifyCancelIO GetNextStream CallbackContinues WriteBand StreamTakes ReleaseStream, S_OK",
    "GetNextStream CallbackContinues WriteBand StreamTakes NotifyCancelIO ReleaseStream, S_OK",
    "GetNextStream CallbackContinues WriteBand StreamTakes NotifyCancelIO ReleaseStream, S_FALSE",
    "GetNextStream CallbackContinues WriteBand StreamTakes ReleaseStream, WIA_STATUS_END_OF_MEDIA",
    "GetNextStream CallbackContinues WriteBand StreamTakes ReleaseStream"
        + " ReadFault:code=WIA_ERROR_PAPER_EMPTY, WIA_STATUS_END_OF_MEDIA",
  })
  void isRight(String words, String code) throws DamagedTraceException {
    String hex = code.equals("E_POINTER") ? "0x80004003" : code;
    permitted("ReadFault,StartFails,ReadButton", "AcquireItemData:pages=1 " + words + END + hex);
  }

  /**
   * Who believes the event was canceled before the fault, who asks has only the fault (D3, D26).
   */
  @ParameterizedTest
  @CsvSource({"S_FALSE", "WIA_ERROR_PAPER_JAM"})
  void aFaultAfterACancelIoMayBeEither(String code) throws DamagedTraceException {
    String words = BEGIN + "SubmitRead NotifyCancelIO ReadFault:code=WIA_ERROR_PAPER_JAM";
    permitted("ReadFault,StartFails,ReadButton", words + " ReleaseStream" + END + code);
    broken(Rule.D10, "ReadFault,StartFails", words + " ReleaseStream" + END + "E_FAIL");
  }

  /** A feeder that runs empty where all pages are wanted has given all (V5a). */
  @Test
  void allPagesAreThoseThatThereAre() throws DamagedTraceException {
    String page = "GetNextStream CallbackContinues WriteBand StreamTakes ReleaseStream ";
    String empty = "ReadFault:code=WIA_ERROR_PAPER_EMPTY";
    permitted("ReadFault,StartFails", "AcquireItemData " + page + empty + END + "S_OK");
    broken(Rule.D10, "ReadFault,StartFails", "AcquireItemData " + empty + END + "S_OK");
  }

  /** What a read of the feeder says is judged, whether or not the bands are shown (V5, V5b). */
  @Test
  void anEmptyFeederEndsWhatWasSent() throws DamagedTraceException {
    String page = "GetNextStream CallbackContinues WriteBand StreamTakes ReleaseStream ";
    String read = "SubmitRead ReadLastBand " + page;
    String seen = DEVICE + ",ReadFeederEmpty";
    String begin = "AcquireItemData:pages=2 StartDevice ";
    String end = "ReadFeederEmpty StopDevice" + END;
    permitted(seen, begin + read + end + "WIA_STATUS_END_OF_MEDIA");
    broken(Rule.V5, seen, begin + read + end + "S_OK");
    broken(Rule.V5, seen, begin + read + end + "WIA_ERROR_PAPER_EMPTY");
    broken(Rule.V5, seen, begin + read + "StopDevice" + END + "WIA_STATUS_END_OF_MEDIA");
    permitted("ReadFeederEmpty", begin + page + end + "WIA_STATUS_END_OF_MEDIA");
    broken(Rule.V5, "ReadFeederEmpty", begin + end + "S_OK");
    String jam = "ReadFault:code=WIA_ERROR_PAPER_JAM StopDevice" + END + "WIA_STATUS_END_OF_MEDIA";
    permitted(seen, begin + read + jam);
    broken(Rule.D10, seen, begin + "SubmitRead ReadLastBand " + jam);
  }

  /** Who is told in its own statements may have begun something; who waits has not. */
  @Test
  void whereACancelIoComesFrom() throws DamagedTraceException {
    String write = "GetNextStream CallbackContinues ReadBand ";
    String after = "WriteBand StreamTakes ReleaseStream" + END + "S_FALSE";
    permitted(DEVICE, "AcquireItemData:pages=1 " + write + "NotifyCancelIO " + after);
    broken(
        Rule.D5,
        DEVICE,
        "AcquireItemData:pages=1 " + write + "NotifyCancelIO:manner=alone " + after);
    permitted(DEVICE, "AcquireItemData:pages=1 NotifyCancelIO " + write + after);
    String twice = "WriteBand StreamTakes " + after;
    broken(Rule.D5, DEVICE, "AcquireItemData:pages=1 " + write + "NotifyCancelIO " + twice);
    TraceVerdict other =
        check(
            DEVICE,
            "NotAsynchronous",
            "AcquireItemData:pages=1 " + write + "NotifyCancelIO " + twice);
    assertTrue(other.isGood(), other::toString);
  }

  /** Nothing is begun after a cause, by a thread that knows of it (D22, V11). */
  @Test
  void whatIsBegunAfterACauseIsSeenWhereThreadsAreNamed() throws DamagedTraceException {
    String begin = "AcquireItemData:thread=1 GetNextStream:thread=1 CallbackCancels:thread=1 ";
    broken(Rule.V11, "", begin + "StartDevice:thread=1");
    String told = "AcquireItemData:thread=1 SendStatus:thread=1 CallbackCancels:thread=1 ";
    broken(Rule.D22, "", told + "SubmitRead:thread=1");
    permitted("", told + "SubmitRead:thread=2" + END + "S_FALSE");
    broken(Rule.D22, "", told + "SubmitRead:thread=2 SubmitRead:thread=2");
    permitted("", told.replace(":thread=1", "") + "SubmitRead" + END + "S_FALSE");
    // What was meant for somebody else is no cause (D26).
    String doubt = "AcquireItemData:thread=1 SendStatus:thread=1 NotifyCancelIO:thread=2 ";
    String asked = doubt + "CallbackContinues:thread=1 SendStatus:thread=1 ";
    broken(Rule.D22, "", doubt + "CallbackContinues:thread=1 SubmitRead:thread=1");
    permitted("", asked + "CallbackContinues:thread=1 SubmitRead:thread=1" + END + "S_FALSE");
  }

  @Test
  void readsAreLookedAtWhereTheirEndsAreShown() throws DamagedTraceException {
    String two = "AcquireItemData:thread=1 StartDevice SubmitRead:thread=1 SubmitRead:thread=1";
    broken(Rule.D23, DEVICE, two);
    permitted("", two + END + "S_FALSE");
    broken(Rule.D23, DEVICE, "AcquireItemData SubmitRead");
    broken(Rule.D23, "", "AcquireItemData StartDevice StopDevice:thread=7 SubmitRead:thread=7");
    String last = "AcquireItemData:pages=1 ReadLastBand ";
    broken(Rule.D9, "", last + "ReadBand");
    permitted("", last.replace(":pages=1", "") + "ReadBand" + END + "S_FALSE");
  }

  @Test
  void aTraceThatEndsTooEarlyIsUnfinished() throws DamagedTraceException {
    TraceVerdict verdict = check("", "Blocking", BEGIN);
    Problem problem = Iterables.getOnlyElement(verdict.problems());
    assertTrue(problem instanceof Unfinished, problem::toString);
    assertEquals(ImmutableList.of("WriteBand", "SendStatus", "ReleaseStream"), problem.allowed());
  }

  @Test
  void saysWhatMayComeNext() throws DamagedTraceException {
    Violation violation =
        broken(
            Rule.V10,
            "ReadFault,StartFails,ReadButton",
            "AcquireItemData SendStatus CallbackCancels" + END + "S_OK");
    assertEquals(ImmutableList.of("ReturnFromAcquire(S_FALSE)"), violation.allowed());
    assertTrue(violation.says().contains("SendMessage had answered S_FALSE"), violation::says);
    violation =
        broken(
            Rule.V12, "", "AcquireItemData SendStatus CallbackFails:code=E_FAIL" + " SendStatus");
    assertEquals(ImmutableList.of("ReturnFromAcquire(any error)"), violation.allowed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DeliverBand | line 2: DeliverBand is a word of banded transfers; those of this platform",
        "CancelPendingIO | line 2: CancelPendingIO is a word of banded transfers",
        "SendStatus:pages=1 | line 2: \"pages\" does not belong to SendStatus",
        "StreamFails | line 2: StreamFails needs \"code\"",
        "StreamFails:code=S_OK | line 2: StreamFails cannot have the code S_OK",
        "CallbackSkips:code=S_FALSE | line 2: CallbackSkips cannot have the code S_FALSE",
        "CallbackFails:code=S_FALSE | line 2: CallbackFails cannot have the code S_FALSE",
        "StreamTakes:code=S_OK | line 2: \"code\" does not belong to StreamTakes"
      })
  void aLineThatDoesNotFitIsNamed(String words, String says) {
    DamagedTraceException e =
        assertThrows(DamagedTraceException.class, () -> check("", "Blocking", words));
    assertTrue(String.valueOf(e.getMessage()).startsWith("trace, " + says), e::getMessage);
  }

  // Messages that tell of the device (V31 to V34).

  private static final String TOLD_OF =
      "StartDevice,StopDevice,SubmitRead,ReadBand,ReadLastBand,ReadNotReady,ReadButton,ReadFault,"
          + "StartFails,ReadFeederEmpty";

  private static final String JAM =
      BEGIN
          + "StartDevice SubmitRead ReadFault:code=WIA_ERROR_PAPER_JAM"
          + " ReportDeviceStatus:code=WIA_ERROR_PAPER_JAM ";

  private static final String ENDS = " ReleaseStream StopDevice" + END;
  private static final String PAGE = "SubmitRead ReadLastBand " + BAND;

  @Test
  void theAnswerToAFaultDecides() throws DamagedTraceException {
    permitted(TOLD_OF, JAM + "HandlerGivesUp" + ENDS + "WIA_ERROR_PAPER_JAM");
    permitted(TOLD_OF, JAM + "HandlerGivesUp:code=WIA_ERROR_COVER_OPEN" + ENDS + "E_FAIL"); // V20
    permitted(TOLD_OF, JAM + "HandlerResolves " + PAGE + ENDS + "S_OK");
    permitted(TOLD_OF, JAM + "CallbackContinues " + PAGE + ENDS + "S_OK"); // The same.
    permitted(TOLD_OF, JAM + "CallbackCancels" + ENDS + "S_FALSE");
    permitted(TOLD_OF, JAM + "CallbackFails:code=0x00040000 " + PAGE + ENDS + "S_OK"); // D19
    permitted(TOLD_OF, JAM + "CallbackFails:code=0x00040000" + ENDS + "WIA_ERROR_PAPER_JAM");
    broken(Rule.V33, TOLD_OF, JAM + "HandlerGivesUp" + ENDS + "S_OK");
    broken(Rule.V32, TOLD_OF, JAM + "HandlerResolves" + ENDS + "WIA_ERROR_PAPER_JAM");
    broken(Rule.V32, TOLD_OF, JAM + "CallbackCancels" + ENDS + "WIA_ERROR_PAPER_JAM");
    broken(Rule.V12, TOLD_OF, JAM + "HandlerGivesUp SendStatus");
    broken(Rule.D7, TOLD_OF, JAM + "HandlerResolves" + ENDS + "S_OK");
    String told = "ReportDeviceStatus:code=WIA_ERROR_PAPER_JAM HandlerGivesUp";
    String again = "SubmitRead ReadFault:code=WIA_ERROR_PAPER_JAM " + told;
    permitted(TOLD_OF, JAM + "HandlerResolves " + again + ENDS + "WIA_ERROR_PAPER_JAM");
  }

  /** The answer is the cause, unless a cancel that it does not answer came before (D3, D26). */
  @Test
  void aCancelThatMeetsAFault() throws DamagedTraceException {
    permitted(TOLD_OF, JAM + "NotifyCancelIO HandlerResolves" + ENDS + "S_FALSE");
    permitted(TOLD_OF, JAM + "NotifyCancelIO HandlerGivesUp" + ENDS + "WIA_ERROR_PAPER_JAM");
    broken(Rule.V33, TOLD_OF, JAM + "NotifyCancelIO HandlerGivesUp" + ENDS + "S_FALSE");
    broken(Rule.D26, TOLD_OF, JAM + "NotifyCancelIO HandlerResolves " + PAGE + ENDS + "S_OK");
    String asks = JAM.replace(" Report", " NotifyCancelIO Report");
    permitted(TOLD_OF, asks + "HandlerResolves " + PAGE + ENDS + "S_OK"); // It was not meant.
    permitted(TOLD_OF, asks + "CallbackCancels" + ENDS + "S_FALSE");
    permitted(TOLD_OF, asks + "HandlerGivesUp" + ENDS + "WIA_ERROR_PAPER_JAM");
    String silent = BEGIN + "StartDevice SubmitRead ReadFault:code=E_FAIL NotifyCancelIO";
    permitted(TOLD_OF, silent + ENDS + "E_FAIL");
    permitted(TOLD_OF, silent + ENDS + "S_FALSE"); // It may have been about to tell of it.
    String stopped = BEGIN + "StartDevice SubmitRead ReadFault:code=E_FAIL ReleaseStream";
    permitted(TOLD_OF, stopped + " StopDevice NotifyCancelIO" + END + "E_FAIL");
    broken(Rule.D10, TOLD_OF, stopped + " StopDevice NotifyCancelIO" + END + "S_FALSE");
  }

  @Test
  void onlyWhatIsWrongIsToldAsAnError() throws DamagedTraceException {
    String warm = BEGIN + "StartDevice SubmitRead ReadNotReady ReportDeviceStatus:code=";
    permitted(TOLD_OF, warm + "WIA_STATUS_WARMING_UP CallbackContinues " + PAGE + ENDS + "S_OK");
    permitted(TOLD_OF, warm + "WIA_STATUS_WARMING_UP CallbackCancels" + ENDS + "S_FALSE");
    broken(Rule.V31, TOLD_OF, warm + "WIA_ERROR_WARMING_UP HandlerGivesUp");
    permitted(
        "",
        BEGIN
            + "ReportDeviceStatus:code=WIA_ERROR_WARMING_UP HandlerGivesUp"
            + " ReleaseStream"
            + END
            + "WIA_ERROR_WARMING_UP"); // Nobody knows what the device said.
    Violation lost = broken(Rule.D18, TOLD_OF, JAM + "HandlerResolves HandlerResolves");
    assertTrue(lost.says().contains("no callback"), lost::says);
  }

  /** An empty feeder is a fault before the first page; after it, it may be told all the same. */
  @Test
  void thatTheFeederIsEmptyMayBeTold() throws DamagedTraceException {
    String empty = "SubmitRead ReadFeederEmpty ReportDeviceStatus:code=WIA_ERROR_PAPER_EMPTY ";
    String wanted = BEGIN.replace("pages=1", "pages=2") + "StartDevice ";
    permitted(TOLD_OF, wanted + empty + "HandlerGivesUp" + ENDS + "WIA_ERROR_PAPER_EMPTY");
    permitted(
        TOLD_OF,
        wanted
            + empty
            + "HandlerResolves "
            + PAGE
            + "SubmitRead ReadFeederEmpty"
            + ENDS
            + "WIA_STATUS_END_OF_MEDIA");
    permitted(TOLD_OF, wanted + PAGE + empty + "HandlerGivesUp" + ENDS + "WIA_STATUS_END_OF_MEDIA");
    permitted(TOLD_OF, wanted + PAGE + empty + "HandlerGivesUp" + ENDS + "WIA_ERROR_PAPER_EMPTY");
    broken(Rule.V33, TOLD_OF, wanted + PAGE + empty + "HandlerGivesUp" + ENDS + "S_OK");
    String skipped = wanted.replace("CallbackContinues", "CallbackSkips");
    String end = " StopDevice" + END;
    permitted(TOLD_OF, skipped + empty + "HandlerGivesUp" + end + "WIA_ERROR_PAPER_EMPTY");
  }

  /** The user opens the cover of a device that was stopped before the fault is told. */
  @Test
  void theDeviceMayBeStoppedFirst() throws DamagedTraceException {
    String jam = JAM.replace(" ReportDevice", " StopDevice ReportDevice");
    permitted(TOLD_OF, jam + "HandlerResolves StartDevice " + PAGE + ENDS + "S_OK");
    String all = BEGIN.replace("pages=1", "pages=0") + "StartDevice " + PAGE;
    String empty = "SubmitRead ReadFeederEmpty ReportDeviceStatus:code=WIA_ERROR_PAPER_EMPTY ";
    permitted(TOLD_OF, all + empty + "HandlerGivesUp" + ENDS + "S_OK"); // V5a
    permitted(
        TOLD_OF,
        BEGIN.replace("pages=1", "pages=2")
            + "StartDevice "
            + PAGE
            + "ReleaseStream GetNextStream CallbackContinues "
            + empty
            + "HandlerResolves "
            + PAGE
            + ENDS
            + "S_OK");
    String gone = BEGIN + "StartDevice SubmitRead DeviceGoes ";
    permitted(
        TOLD_OF,
        gone
            + "ReportDeviceStatus:code=WIA_ERROR_OFFLINE HandlerGivesUp ReleaseStream"
            + END
            + "WIA_ERROR_OFFLINE "
            + BEGIN
            + "StartDevice "
            + PAGE
            + ENDS
            + "S_OK"); // Plugged in again.
  }

  /** A new driver knows nothing of the old one, and may have to stop its scan (V29). */
  @Test
  void theServiceDies() throws DamagedTraceException {
    String started = BEGIN + "StartDevice SubmitRead ServiceDies ";
    String whole = BEGIN + "StartDevice " + PAGE + ENDS + "S_OK";
    permitted(TOLD_OF, started + "StopDevice " + whole);
    permitted(TOLD_OF, started + whole); // It may have found the device quiet.
    permitted(TOLD_OF, started + BEGIN + "StopDevice StartDevice " + PAGE + ENDS + "S_OK");
    broken(Rule.D13, TOLD_OF, started + "StopDevice StopDevice");
    broken(Rule.D18, TOLD_OF, JAM + "ServiceDies AcquireItemData HandlerResolves");
    broken(Rule.D7, TOLD_OF, started + BEGIN + "StartDevice" + ENDS + "S_OK");
  }

  @Test
  void theDeviceGoes() throws DamagedTraceException {
    String gone = BEGIN + "StartDevice SubmitRead DeviceGoes ";
    permitted(TOLD_OF, gone + "ReleaseStream" + END + "WIA_ERROR_OFFLINE");
    permitted(TOLD_OF, gone + "ReadFault:code=WIA_ERROR_OFFLINE ReleaseStream" + END + "E_FAIL");
    permitted(
        TOLD_OF, gone + "NotifyCancelIO ReleaseStream" + END + "S_FALSE"); // It was canceled, too.
    broken(Rule.V28, TOLD_OF, gone + "StopDevice");
    broken(Rule.V28, TOLD_OF, gone + "SubmitRead");
    broken(Rule.D7, TOLD_OF, gone + "ReleaseStream" + END + "S_OK");
    broken(Rule.D11, TOLD_OF, gone + "ReleaseStream" + END + "S_FALSE");
  }
}
