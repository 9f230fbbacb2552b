package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;

/**
 * What happens in a run, in words that do not tell one transfer or band from the next: a machine
 * has no numbers. Bytes are told by where in what was read they lie. It follows one run.
 */
final class Plain {
  /** What was read in this transfer, and in the one before. */
  private byte[] image = {};

  private byte[] before = {};

  private int bands;

  /** Which byte comes next. */
  private int due;

  /**
   * What is seen in some events, which follow those of the last call. Reads that are submitted come
   * first: a driver may read ahead, and which of its threads is faster is no decision of anybody's.
   */
  ImmutableList<String> of(List<TraceEvent> events) {
    ImmutableList.Builder<String> submits = ImmutableList.builder();
    ImmutableList.Builder<String> others = ImmutableList.builder();
    for (TraceEvent event : events) {
      boolean isSubmit =
          event instanceof Happened happened && happened.action() == Action.SUBMIT_READ;
      (isSubmit ? submits : others).add(word(event));
    }
    return submits.addAll(others.build()).build();
  }

  private String word(TraceEvent event) {
    if (event instanceof Noticed noticed) {
      return "wrong: " + noticed.anomaly();
    }
    if (!(event instanceof Happened happened)) {
      return event.toString();
    }
    if (happened.action() == Action.ACQUIRE_ITEM_DATA) {
      before = image;
      image = new byte[0];
      bands = 0;
      due = 0;
    }
    return happened.action().label()
        + happened.code().map(code -> "(" + code + ")").orElse("")
        + happened.band().map(band -> band(happened, band)).orElse("")
        + happened.job()
        + (happened.manner() == Manner.ALONE ? "" : " " + happened.manner());
  }

  private String band(Happened event, Band band) {
    byte[] bytes = new byte[band.data().remaining()];
    band.data().get(bytes);
    return switch (event.action()) {
      case READ_BAND, READ_LAST_BAND -> {
        bands++;
        image = Bytes.concat(image, bytes);
        yield "";
      }
      case DELIVER_BAND -> {
        String which = bytes.length == 0 ? numbered(event, band) : which(bytes, true);
        yield " " + which + (band.last() ? ", last" : "");
      }
      case STREAM_TAKES -> {
        which(bytes, true);
        yield "";
      }
      default -> " " + (bytes.length == 0 ? "nothing" : which(bytes, false));
    };
  }

  /** Of a band without bytes. */
  private String numbered(Happened event, Band band) {
    if (band.transfer() != event.transfer()) {
      return "an old one";
    }
    int ago = bands - band.number();
    return ago == 0 ? "the newest" : "the one " + ago + " before the newest";
  }

  private String which(byte[] bytes, boolean moves) {
    boolean isDue =
        due <= image.length
            && ByteBuffer.wrap(image, due, image.length - due)
                .limit(Math.min(image.length, due + bytes.length))
                .equals(ByteBuffer.wrap(bytes));
    int place = isDue ? due : Bytes.indexOf(image, bytes);
    int end = place + bytes.length;
    if (place < 0) {
      return Bytes.indexOf(before, bytes) >= 0 ? "an old one" : "something else";
    }
    due = moves ? end : due;
    return (isDue ? "what is due" : "something read")
        + (end == image.length ? "" : ", not all of it");
  }
}
