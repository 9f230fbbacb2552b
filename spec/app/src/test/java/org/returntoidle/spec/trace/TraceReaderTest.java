package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.TraceEvent.Numbered;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Unfinished;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/** Nothing in the input can crash or hang the checker: there is a verdict, or a line. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TraceReaderTest {
  private static final long SEED = 11;
  private static final String HEADER =
      "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Interruptible\"}\n";
  private static final String GOOD =
      HEADER
          + """
          {"event":"AcquireItemData","thread":1,"time":10}
          {"last":true,"band":1,"event":"DeliverBand","thread":1,"time":10,"bytes":512}
          {"event":"NotifyCancelIO","thread":2,"time":5,"manner":"alone"}
          {"event":"CallbackContinues","thread":1,"time":30}
          {"event":"ReturnFromAcquire","thread":1,"time":30,"code":"S_FALSE"}
          """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | line 2: \"event\" is missing",
        "hello | line 2: not JSON",
        "[] | line 2: a JSON object is needed",
        "{\"event\":\"Acquire\"} | line 2: unknown event \"Acquire\"; known are [AcquireItemData,",
        "{\"event\":7} | line 2: \"event\" must be a text",
        "{\"event\":\"SendStatus\",\"event\":\"SendStatus\"} | line 2: \"event\" is there twice",
        "{\"event\":\"SendStatus\",\"colour\":1} | line 2: unknown field \"colour\"; known are [format,",
        "{\"event\":\"SendStatus\",\"code\":\"S_OK\"} | line 2: \"code\" does not belong to SendStatus",
        "{\"event\":\"SendStatus\",\"platform\":\"XP\"} | line 2: \"platform\" does not belong to",
        "{\"event\":\"ReturnFromAcquire\"} | line 2: ReturnFromAcquire needs \"code\"",
        "{\"event\":\"ReturnFromAcquire\",\"code\":\"OK\"} | line 2: \"code\" is \"OK\"; it must be",
        "{\"event\":\"CallbackContinues\",\"code\":\"E_FAIL\"} | line 2: CallbackContinues cannot have",
        "{\"event\":\"ReadFault\",\"code\":\"S_OK\"} | line 2: ReadFault cannot have the code S_OK",
        "{\"event\":\"SendStatus\",\"time\":-1} | line 2: \"time\" must be a whole number, 0 to",
        "{\"event\":\"SendStatus\",\"transfer\":0} | line 2: \"transfer\" counts from 1",
        "{\"event\":\"SendStatus\",\"thread\":[]} | line 2: \"thread\" must be a text or a whole",
        "{\"event\":\"DeliverBand\",\"last\":1} | line 2: \"last\" must be true or false",
        "{\"event\":\"NotifyCancelIO\",\"manner\":\"late\"} | line 2: \"manner\" is \"late\"; it must be",
        "{\"event\":\"Misdeed\",\"rule\":\"D8\"} | line 2: Misdeed needs \"says\"",
        "{\"event\":\"StartFails\",\"code\":\"E_FAIL\"} | line 2: StartFails needs format 2",
        "{\"event\":\"SendSta | line 2: the last line is cut off",
        "{\"event\":\"SendStatus\"} {} | line 2: a second object on one line",
      })
  void aDamagedLineIsNamed(String line, String says) {
    assertDamaged(HEADER + line, says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | line 1: the file is empty",
        "{\"event\":\"SendStatus\"} | line 1: a trace begins with a header, which has \"format\"",
        "{\"format\":3} | line 1: \"format\" is 3; this version reads formats 1 and 2",
        "{\"format\":2} | line 1: \"platform\" is missing",
        "{\"format\":1,\"capabilities\":[]} | line 1: \"capabilities\" needs format 2",
        "{\"format\":2,\"capabilities\":1} | line 1: \"capabilities\" must be a list of names",
        "{\"format\":2,\"capabilities\":[1]} | line 1: \"capabilities\" must be a text",
        "{\"format\":2,\"capabilities\":[\"Flies\"]} | line 1: the capability \"Flies\" is unknown;"
            + " accepted: CancelsByItself",
        "{\"format\":2,\"capabilities\":[\"Streams\"]} | line 1: the capability \"Streams\" is not"
            + " supported yet; accepted: CancelsByItself",
        "{\"format\":1,\"platform\":\"XP\"} | line 1: \"driver\" is missing",
        "{\"format\":1,\"records\":[\"StartFails\"]} | line 1: StartFails needs format 2",
        "{\"format\":1,\"driver\":\"Blocking\"} | line 1: \"platform\" is missing",
        "{\"format\":1,\"platform\":\"NT\"} | line 1: \"platform\" is \"NT\"; it must be one of"
            + " [Me, Me-false, Me-any, XP, Vista]",
        "{\"format\":1,\"platform\":\"Vista\",\"driver\":\"Blocking\"} | line 1: platform Vista"
            + " needs format 2",
        "{\"format\":2,\"platform\":\"Vista\",\"driver\":\"Blocking\",\"records\":[\"DeliverBand\"]}"
            + " | line 1: DeliverBand is a word of banded transfers; those of this platform are"
            + " [AcquireItemData,",
        "{\"format\":2,\"platform\":\"XP\",\"driver\":\"Blocking\",\"records\":[\"WriteBand\"]}"
            + " | line 1: WriteBand is a word of stream transfers; those of this platform are"
            + " [AcquireItemData,",
        "{\"format\":1,\"records\":[1]} | line 1: \"records\" must be a text",
        "{\"format\":1,\"records\":{}} | line 1: \"records\" must be a list of events",
      })
  void aDamagedHeaderIsNamed(String header, String says) {
    assertDamaged(header, says);
  }

  private static void assertDamaged(String text, String says) {
    DamagedTraceException e =
        assertThrows(DamagedTraceException.class, () -> Traces.check(text), text);
    assertTrue(String.valueOf(e.getMessage()).startsWith("trace, " + says), e::getMessage);
  }

  @Test
  void anObjectKeepsToItsLine() {
    assertDamaged(
        HEADER + "{\"event\":\n\"SendStatus\"}", "line 2: an object goes on beyond its line");
  }

  @Test
  void timeDoesNotRunBackwardsWithinOneThread() throws DamagedTraceException {
    assertTrue(Traces.check(GOOD).isGood());
    assertDamaged(
        GOOD.replace("\"time\":30,\"code\"", "\"time\":29,\"code\""),
        "line 6: time runs backwards on thread 1: 29 after 30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n"})
  void linesEndInAnyWay(String end) throws DamagedTraceException {
    assertEquals(5, Traces.check(GOOD.replace("\n", end)).events());
    assertEquals(5, Traces.check(GOOD.strip()).events());
    assertEquals(5, Traces.check(GOOD.getBytes(StandardCharsets.UTF_16LE)).events());
  }

  /** A hundred megabytes on one line are not held in memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"|x",
        "{\"|x",
        "{\"event\":|[",
        "{\"event\":|1",
        "{\"time\":|1",
        "[|[",
        "|x"
      })
  void aLineWithoutEndIsRefused(String begins) throws IOException {
    String[] parts = begins.split("\\|", -1);
    Endless endless = new Endless(parts[1].charAt(0));
    String start = HEADER + parts[0];
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), endless);
    DamagedTraceException e =
        assertThrows(
            DamagedTraceException.class,
            () -> TraceFile.check("trace", in, Optional.empty(), read -> {}));
    assertTrue(String.valueOf(e.getMessage()).startsWith("trace, line 2: "), e::getMessage);
    assertTrue(endless.read < 1_000_000, () -> endless.read + " bytes were read");
  }

  /** The same byte a hundred million times. */
  private static final class Endless extends InputStream {
    private final int value;
    private long read;

    Endless(int value) {
      this.value = value;
    }

    @Override
    public int read() {
      return read++ < 100_000_000 ? value : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      Arrays.fill(bytes, from, from + length, (byte) value);
      read += length;
      return read < 100_000_000 ? length : -1;
    }
  }

  /** Changed bytes: a verdict or a line, and nothing else. */
  @Test
  void anyBytesAreReadOrRefused() {
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Traces.check(bytes);
      } catch (DamagedTraceException e) {
        refused++;
        assertEquals(1, String.valueOf(e.getMessage()).lines().count(), "seed " + SEED);
      }
    }
    assertTrue(refused > 2_500 && refused < 5_000, refused + " refused");
  }

  @Test
  void severalDevicesAreToldApart() throws DamagedTraceException {
    StringBuilder text = new StringBuilder(HEADER);
    for (String line : GOOD.lines().skip(1).toList()) {
      for (int device = 1; device <= 3; device++) {
        text.append(line.replace("\"thread\":", "\"device\":" + device + ",\"thread\":" + device))
            .append('\n');
      }
    }
    TraceVerdict verdict = Traces.check(text.toString());
    assertEquals(new TraceVerdict(15, 3, 3, verdict.problems()), verdict);
    assertTrue(verdict.isGood(), verdict::toString);
    TraceVerdict one =
        Traces.check(
            text.toString()
                .replace(
                    "\"device\":2,\"thread\":21,\"time\":30,\"code\":\"S_FALSE\"",
                    "\"device\":2,\"thread\":21,\"time\":30,\"code\":\"S_OK\""));
    assertEquals(1, one.problems().size());
    Violation violation = (Violation) one.problems().get(0);
    assertEquals("2", violation.device());
    assertEquals(Rule.L3, violation.rule());
    assertEquals(
        List.of(
            "AnswerBusy", "StartDevice", "StopDevice", "SendStatus", "ReturnFromAcquire(S_FALSE)"),
        violation.allowed());
    assertEquals(
        List.of(3L, 6L, 9L, 12L, 15L), violation.last().stream().map(Numbered::line).toList());
  }

  @Test
  void tooManyDevicesAreRefused() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int device = 0; device <= TraceChecker.MOST_DEVICES; device++) {
      text.append("{\"event\":\"NotifyCancelIO\",\"device\":").append(device).append("}\n");
    }
    assertDamaged(text.toString(), "line 1002: more than 1000 devices in one trace");
  }

  @Test
  void aTraceThatEndsTooEarlyIsUnfinished() throws DamagedTraceException {
    String cut = GOOD.lines().limit(3).reduce("", (a, b) -> a + b + "\n");
    Problem problem = Traces.check(cut).problems().get(0);
    assertTrue(problem instanceof Unfinished);
    assertEquals(3, problem.line());
    assertEquals(
        List.of(
            "AnswerBusy",
            "StartDevice",
            "StopDevice",
            "CallbackContinues",
            "CallbackCancels",
            "CallbackFails"),
        problem.allowed());
  }

  /** If a trace does not say what a cancel overlaps with, it is taken for right where it may be. */
  @Test
  void whatIsNotSaidIsNotHeldAgainstTheDriver() throws DamagedTraceException {
    String notify = "{\"event\":\"NotifyCancelIO\"}\n";
    String enter = "{\"event\":\"AcquireItemData\"}\n";
    String band = "{\"event\":\"DeliverBand\",\"last\":true}\n";
    String ok = "{\"event\":\"CallbackContinues\"}\n";
    String returns = "{\"event\":\"ReturnFromAcquire\",\"code\":\"S_OK\"}\n";
    String canceled = returns.replace("S_OK", "S_FALSE");
    assertTrue(Traces.check(HEADER + enter + notify + band + ok + returns).isGood(), "at entry");
    String first = "{\"event\":\"DeliverBand\"}\n" + ok;
    assertTrue(
        Traces.check(HEADER + enter + first + notify + band + ok + canceled).isGood(), "overlaps");
    assertEquals(
        Rule.L3, rule(Traces.check(HEADER + enter + first + notify + band + ok + returns)));
    assertEquals(Rule.L3, rule(Traces.check(HEADER + enter + band + notify + ok + returns)));
  }

  /** Without it, and in format 1, it is a phantom, and the message says what to say. */
  @Test
  void aDriverMayCancelByItselfIfTheHeaderSaysSo() throws DamagedTraceException {
    String records = ",\"records\":[\"StartDevice\",\"StopDevice\",\"ReadButton\",\"ReadFault\"]";
    String older = HEADER.replace("}", records + "}");
    String newer = older.replace("1", "2");
    String declared = newer.replace("}", ",\"capabilities\":[\"CancelsByItself\"]}");
    String enter = "{\"event\":\"AcquireItemData\"}\n{\"event\":\"StartDevice\"}\n";
    String stop = "{\"event\":\"StopDevice\"}\n";
    String returns = "{\"event\":\"ReturnFromAcquire\",\"code\":\"S_FALSE\"}\n";
    assertTrue(Traces.check(declared + enter + stop + returns).isGood());
    assertEquals(Rule.A3, rule(Traces.check(declared + enter + returns)));
    for (String header : List.of(older, newer)) {
      TraceVerdict verdict = Traces.check(header + enter + stop + returns);
      assertEquals(Rule.D11, rule(verdict));
      assertTrue(
          ((Violation) verdict.problems().get(0))
              .says()
              .endsWith("says so: the capability CancelsByItself in the header"));
    }
  }

  /** Of format 2, where the trace names threads; what is older is judged as ever. */
  @Test
  void whatBeginsAfterACauseIsJudgedWhereThreadsAreNamed() throws DamagedTraceException {
    String newer =
        HEADER
            .replace("1", "2")
            .replace(
                "}",
                ",\"records\":[\"StartDevice\",\"StopDevice\",\"SubmitRead\",\"InterruptRead\",\"ReadBand\","
                    + "\"ReadLastBand\",\"ReadNotReady\",\"ReadButton\",\"ReadFault\"]}");
    String canceled =
        """
        {"event":"AcquireItemData","thread":1}
        {"event":"StartDevice","thread":1}
        {"event":"SubmitRead","thread":1}
        {"event":"ReadNotReady","thread":1}
        {"event":"SendStatus","thread":1}
        {"event":"CallbackCancels","thread":1}
        """;
    String read =
        "{\"event\":\"SubmitRead\",\"thread\":1}\n{\"event\":\"ReadNotReady\",\"thread\":1}\n";
    String end = "{\"event\":\"StopDevice\",\"thread\":1}\n";
    String returns = "{\"event\":\"ReturnFromAcquire\",\"thread\":1,\"code\":\"S_FALSE\"}\n";
    assertTrue(Traces.check(newer + canceled + end + returns).isGood());
    assertEquals(Rule.D22, rule(Traces.check(newer + canceled + read + end + returns)));
    String older = newer.replace("\"format\":2", "\"format\":1");
    assertTrue(Traces.check(older + canceled + read + end + returns).isGood());
    String unnamed = (canceled + read + end + returns).replace(",\"thread\":1", "");
    assertTrue(Traces.check(newer + unnamed).isGood());
    String submit = "{\"event\":\"SubmitRead\",\"thread\":1}\n";
    String again = canceled.replace(submit, submit + submit);
    assertEquals(Rule.D23, rule(Traces.check(newer + again + end + returns)));
    assertTrue(Traces.check(older + again + end + returns).isGood());
    String stopped = canceled.replace(submit, end + submit);
    assertEquals(Rule.D23, rule(Traces.check(newer + stopped)));
  }

  /** A fault, and nothing to stop. A trace that does not record it may hide one. */
  @Test
  void aDeviceThatDoesNotStartIsAFault() throws DamagedTraceException {
    String records = ",\"records\":[\"StartDevice\",\"StopDevice\",\"ReadFault\",\"StartFails\"]}";
    String header = HEADER.replace("1", "2").replace("}", records);
    String enter = "{\"event\":\"AcquireItemData\"}\n";
    String fails = "{\"event\":\"StartFails\",\"code\":\"WIA_ERROR_PAPER_JAM\"}\n";
    String returns = "{\"event\":\"ReturnFromAcquire\",\"code\":\"WIA_ERROR_PAPER_JAM\"}\n";
    assertTrue(Traces.check(header + enter + fails + returns).isGood());
    assertEquals(
        Rule.D10, rule(Traces.check(header + enter + fails + returns.replace("JAM", "EMPTY"))));
    assertEquals(
        Rule.D13, rule(Traces.check(header + enter + fails + "{\"event\":\"StopDevice\"}\n")));
    assertEquals(Rule.D11, rule(Traces.check(header + enter + returns)));
    String unseen = header.replace(",\"StartFails\"", "");
    assertTrue(Traces.check(unseen + enter + returns).isGood());
    String older = unseen.replace("\"format\":2", "\"format\":1");
    assertEquals(Rule.D11, rule(Traces.check(older + enter + returns)));
    assertDamaged(header + "{\"event\":\"StartFails\"}", "line 2: StartFails needs \"code\"");
    assertDamaged(
        header + fails.replace("WIA_ERROR_PAPER_JAM", "S_FALSE"),
        "line 2: StartFails cannot have the code S_FALSE");
  }

  private static Rule rule(TraceVerdict verdict) {
    return ((Violation) verdict.problems().get(0)).rule();
  }
}
