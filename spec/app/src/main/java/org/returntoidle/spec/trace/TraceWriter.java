package org.returntoidle.spec.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.StreamTransferContext.Tymed;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.harness.TraceEvent.Threw;
import org.returntoidle.spec.rules.Anomalies;
import org.returntoidle.spec.rules.StreamAnomalies;

/**
 * Writes a run of the harness as a trace. The harness sees everything but what a driver decides,
 * and says so.
 */
public final class TraceWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private static final ImmutableSet<Action> SEEN =
      Sets.immutableEnumSet(Sets.difference(Action.BANDED, EnumSet.of(Action.DRIVER_CANCELS)));

  /** The same of stream transfers, in which the application begins and the model ends unseen. */
  private static final ImmutableSet<Action> SEEN_OF_STREAMS =
      Sets.immutableEnumSet(
          Sets.difference(
              Sets.union(Action.STREAMS, Action.ONLY_PLAYED),
              EnumSet.of(
                  Action.DRIVER_CANCELS,
                  Action.DOWNLOAD,
                  Action.JOB_ENDS,
                  Action.END_OF_TRANSFER,
                  Action.DISCARD_BAND)));

  /** They carry bytes, and nobody knows of which band. */
  private static final ImmutableSet<Action> WRITES =
      Sets.immutableEnumSet(Action.WRITE_BAND, Action.STREAM_TAKES);

  private TraceWriter() {}

  /** The lines of {@code run}, each ended by a line feed. */
  public static String write(Execution run) {
    boolean streams = run.platform().streams();
    boolean older =
        !streams && !run.cancelsByItself() && run.trace().stream().noneMatch(TraceWriter::isNewer);
    return write(
        run.bytes(),
        new TraceHeader(
            older ? TraceHeader.FIRST : TraceHeader.SECOND,
            run.platform(),
            run.asynchronous() ? DriverKind.INTERRUPTIBLE : DriverKind.NOT_ASYNCHRONOUS,
            streams ? SEEN_OF_STREAMS : SEEN,
            run.cancelsByItself()
                ? ImmutableSet.of(Capability.CANCELS_BY_ITSELF)
                : ImmutableSet.of()),
        run.trace());
  }

  private static boolean isNewer(TraceEvent event) {
    return event instanceof Happened happened && Words.SINCE_SECOND.contains(happened.action());
  }

  /** The lines of a trace. */
  public static String write(TraceHeader header, Iterable<TraceEvent> events) {
    return write(false, header, events);
  }

  private static String write(boolean bytes, TraceHeader header, Iterable<TraceEvent> events) {
    boolean sizes = bytes && header.platform().streams();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).setRootValueSeparator(null)) {
      header(json, header);
      boolean startThrew = false;
      Anomalies anomalies = new Anomalies();
      StreamAnomalies ofStreams = new StreamAnomalies();
      boolean streams = header.platform().streams();
      for (TraceEvent event : events) {
        // A trace knows no exceptions: it says what they mean. A start that threw is written as a
        // read that failed and a stop, since faults come from reads.
        if (startThrew && event instanceof Happened fault && fault.action() == Action.READ_FAULT) {
          plain(json, fault, Action.SUBMIT_READ);
          line(json, fault, sizes);
          plain(json, fault, Action.STOP_DEVICE);
          startThrew = false;
        } else if (event instanceof Noticed noticed) {
          misdeed(
              json, streams ? ofStreams.rule(noticed) : anomalies.rule(noticed), noticed.says());
        } else {
          line(json, event, sizes);
        }
        anomalies.add(event);
        ofStreams.add(event);
        startThrew |= event instanceof Threw threw && threw.where() == Point.Kind.START;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void header(JsonGenerator json, TraceHeader header) throws IOException {
    json.writeStartObject();
    json.writeNumberField(Field.FORMAT.label(), header.format());
    json.writeStringField(Field.PLATFORM.label(), header.platform().label());
    json.writeStringField(Field.DRIVER.label(), header.driver().label());
    json.writeArrayFieldStart(Field.RECORDS.label());
    for (Action action : header.records()) {
      boolean known = header.format() >= TraceHeader.SECOND || !Words.SINCE_SECOND.contains(action);
      if (known && action != Action.CALLBACK_FAILS_E_ABORT) {
        json.writeString(Words.of(action));
      }
    }
    json.writeEndArray();
    if (!header.capabilities().isEmpty()) {
      json.writeArrayFieldStart(Field.CAPABILITIES.label());
      for (Capability capability : header.capabilities()) {
        json.writeString(capability.label());
      }
      json.writeEndArray();
    }
    end(json);
  }

  private static void plain(JsonGenerator json, Happened like, Action action) throws IOException {
    Optional<HResult> code = Optional.empty();
    happened(
        json,
        new Happened(like.transfer(), action, code, Optional.empty(), false, Manner.ALONE),
        false);
  }

  private static void line(JsonGenerator json, TraceEvent event, boolean sizes) throws IOException {
    if (event instanceof Happened happened) {
      // A call that ended without a code is a misdeed before this line.
      if (happened.action() != Action.RETURN_FROM_ACQUIRE || happened.code().isPresent()) {
        happened(json, happened, sizes);
      }
    } else if (event instanceof Answered answered) {
      answered(json, answered);
    }
  }

  private static void answered(JsonGenerator json, Answered event) throws IOException {
    json.writeStartObject();
    json.writeStringField(Field.EVENT.label(), Answer.of(event.code()).label());
    json.writeNumberField(Field.TRANSFER.label(), event.transfer());
    json.writeStringField(Field.CODE.label(), event.code().toString());
    end(json);
  }

  private static void misdeed(JsonGenerator json, Rule rule, String says) throws IOException {
    json.writeStartObject();
    json.writeStringField(Field.EVENT.label(), Words.MISDEED);
    json.writeStringField(Field.RULE.label(), rule.name());
    json.writeStringField(Field.SAYS.label(), Ascii.truncate(says, TraceReader.LONGEST, "..."));
    end(json);
  }

  /**
   * Writes an event.
   *
   * @param sizes whether how many bytes a band or a write has is written, too
   */
  private static void happened(JsonGenerator json, Happened event, boolean sizes)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(Field.EVENT.label(), Words.of(event.action()));
    boolean write = WRITES.contains(event.action());
    Optional<Band> band = write ? Optional.empty() : event.band();
    int transfer = band.map(Band::transfer).orElse(event.transfer());
    if (transfer > 0) {
      json.writeNumberField(Field.TRANSFER.label(), transfer);
    }
    if (band.isPresent()) {
      json.writeNumberField(Field.BAND.label(), band.get().number());
      json.writeBooleanField(Field.LAST.label(), band.get().last());
    }
    if (sizes && event.band().isPresent()) {
      json.writeNumberField(Field.BYTES.label(), event.band().get().data().remaining());
    }
    if (event.job().isSaid()) {
      json.writeNumberField(Field.PAGES.label(), event.job().pages());
    }
    if (event.job().oneStream()) {
      json.writeStringField(Field.TYMED.label(), Words.of(Tymed.MULTIPAGE_FILE));
    }
    if (event.code().isPresent()) {
      json.writeStringField(Field.CODE.label(), event.code().get().toString());
    }
    if (Words.allows(event.action(), Field.MANNER)) {
      json.writeStringField(Field.MANNER.label(), Words.of(event.manner()));
    }
    end(json);
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
