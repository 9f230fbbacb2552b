package org.returntoidle.spec.harness;

import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;

/** One line of a trace. */
public sealed interface TraceEvent {
  /** Which transfer it belongs to, from 1; 0 before the first. */
  int transfer();

  /** An event, and the number of its line. */
  record Numbered(long line, TraceEvent event) {}

  /**
   * Something of the vocabulary happened.
   *
   * @param transfer the running or last transfer
   * @param action what
   * @param code the code that it carries: a fault, a result
   * @param band the band that it carries
   * @param deviceOn whether the device is on afterwards
   * @param manner what it overlaps with
   * @param job what is wanted of a transfer to streams that begins here
   * @param size how many bytes were read or are written, where that is known and the bytes are not;
   *     else -1
   */
  record Happened(
      int transfer,
      Action action,
      Optional<HResult> code,
      Optional<Band> band,
      boolean deviceOn,
      Manner manner,
      Job job,
      long size)
      implements TraceEvent {
    /** Something that says nothing of sizes. */
    public Happened(
        int transfer,
        Action action,
        Optional<HResult> code,
        Optional<Band> band,
        boolean deviceOn,
        Manner manner,
        Job job) {
      this(transfer, action, code, band, deviceOn, manner, job, -1);
    }

    /** Something that says nothing of what is wanted. */
    public Happened(
        int transfer,
        Action action,
        Optional<HResult> code,
        Optional<Band> band,
        boolean deviceOn,
        Manner manner) {
      this(transfer, action, code, band, deviceOn, manner, Job.NOT_SAID);
    }

    @Override
    public String toString() {
      if (action == Action.CALLBACK_FAILS_E_FAIL) {
        return "CallbackFails(S_OK, but no stream)"; // Other failures are answers.
      }
      return action.label()
          + code.map(c -> "(" + c + ")").orElse("")
          + band.map(this::words).orElse("")
          + job
          + (manner == Manner.INSIDE ? " (from inside the callback)" : "");
    }

    /** What goes to a stream is part of a page. */
    private String words(Band part) {
      return switch (action) {
        case WRITE_BAND, STREAM_TAKES ->
            " (page " + part.number() + ", " + part.data().remaining() + " bytes)";
        default -> " " + part;
      };
    }
  }

  /**
   * A callback returned.
   *
   * @param transfer the running or last transfer
   * @param code what it returned; {@link Answer} says what that means
   */
  record Answered(int transfer, HResult code) implements TraceEvent {
    @Override
    public String toString() {
      return Answer.of(code).label() + "(" + code + ")";
    }
  }

  /**
   * Device or callback did what it promises not to do. What follows from it is in the next events.
   *
   * @param transfer the running transfer
   * @param where by whom: the kind of call that it came from
   * @param what was thrown, or null
   */
  record Threw(int transfer, Point.Kind where, Move what) implements TraceEvent {
    /** Whether a callback or a stream threw; else it was the device. */
    public boolean isCallback() {
      return switch (where) {
        case CODE, STREAM, TAKEN -> true;
        default -> false;
      };
    }

    @Override
    public String toString() {
      String who =
          switch (where) {
            case START -> "StartDevice";
            case SUBMIT -> "SubmitRead";
            case STOP -> "StopDevice";
            case CODE -> "the callback";
            case STREAM -> "GetNextStream";
            case TAKEN -> "the stream";
            default -> "the read";
          };
      return who + " " + what;
    }
  }

  /**
   * The driver did something that no right driver does.
   *
   * @param transfer the running or last transfer
   * @param anomaly what
   * @param says the same in words, with what is to be known of it
   */
  record Noticed(int transfer, Anomaly anomaly, String says) implements TraceEvent {
    @Override
    public String toString() {
      return says;
    }
  }

  /**
   * Somebody else's verdict, which a recorder wrote into its trace.
   *
   * @param transfer the running or last transfer
   * @param says in words
   */
  record Remark(int transfer, String says) implements TraceEvent {
    @Override
    public String toString() {
      return says;
    }
  }
}
