package org.returntoidle.spec.rules;

import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Anomaly;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;

/**
 * Which rule an anomaly breaks in a transfer to streams, where what a callback has answered names
 * it best. It follows one run, event by event.
 */
public final class StreamAnomalies {
  private final Anomalies anomalies = new Anomalies();

  /** What the driver has told of its device in this transfer. */
  private Told told = new Told();

  /** The callback in flight asks for a stream. */
  private boolean asksForStream;

  /** One that did was answered {@code S_FALSE}. */
  private boolean streamCancels;

  /** Before a run. */
  public StreamAnomalies() {}

  /** Takes in what has happened. */
  public void add(TraceEvent event) {
    anomalies.add(event);
    if (event instanceof Answered answered) {
      answered(answered.code());
    } else if (event instanceof Happened next) {
      happened(next.action(), next.code().orElse(HResult.S_OK));
    }
  }

  private void happened(Action action, HResult code) {
    switch (action) {
      case ACQUIRE_ITEM_DATA -> {
        told = new Told();
        streamCancels = false;
      }
      case GET_NEXT_STREAM -> asksForStream = true;
      case SEND_STATUS -> asksForStream = false;
      case REPORT_DEVICE_STATUS -> {
        asksForStream = false;
        told.begins(code);
      }
      case SERVICE_CANCELS -> answered(HResult.S_FALSE);
      case HANDLER_RESOLVES, HANDLER_GIVES_UP -> answered(code);
      default -> {}
    }
  }

  private void answered(HResult code) {
    streamCancels |= asksForStream && code.equals(HResult.S_FALSE);
    if (told.isInFlight()) {
      told.answered(code);
    }
  }

  /**
   * The rule that breaks here. Whoever begins something although {@code GetNextStream} said no has
   * not dropped the rest (V11), and after a message with a fault was not repaired (V32, V33).
   */
  public Rule rule(Noticed noticed) {
    Anomaly anomaly = noticed.anomaly();
    Rule rule = anomalies.rule(noticed);
    if (anomaly == Anomaly.BEGUN_AFTER_CAUSE) {
      return streamCancels ? Rule.V11 : told.canceled ? Rule.V32 : told.givenUp ? Rule.V33 : rule;
    }
    boolean warmsUp = anomaly == Anomaly.HANGS_CANCELED_IN_WARM_UP && told.notices > 0;
    return warmsUp && rule != Rule.D21 ? Rule.V34 : rule;
  }
}
