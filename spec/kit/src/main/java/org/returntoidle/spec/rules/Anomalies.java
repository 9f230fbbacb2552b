package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Anomaly;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/** Which rule an anomaly breaks. It follows one run, event by event. */
public final class Anomalies {
  /** How a call ends; after device or callback threw, these are the ways not to survive it. */
  private static final ImmutableSet<Anomaly> ENDS =
      Sets.immutableEnumSet(
          Anomaly.RETURNED_NULL, Anomaly.THREW, Anomaly.HANGS, Anomaly.HANGS_CANCELED_IN_WARM_UP);

  private boolean threw;

  /** What the driver has told of its device in this transfer. */
  private Told told = new Told();

  /** The callback in flight asks for a stream. */
  private boolean asksForStream;

  /** One that did was answered {@code S_FALSE}. */
  private boolean streamCancels;

  /** Before a run. */
  public Anomalies() {}

  /** Takes in what has happened. */
  public void add(TraceEvent event) {
    if (event instanceof Threw) {
      threw = true;
    } else if (event instanceof Answered answered) {
      answered(answered.code());
    } else if (event instanceof Happened next) {
      happened(next.action(), next.code().orElse(HResult.S_OK));
    }
  }

  private void happened(Action action, HResult code) {
    switch (action) {
      case ACQUIRE_ITEM_DATA -> {
        threw = false;
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
   * The rule that breaks here. Where something was thrown, whatever goes wrong goes wrong because
   * of that: D21 names it best. Whoever begins something although {@code GetNextStream} said no has
   * not dropped the rest (V11), and after a message with a fault was not repaired (V32, V33).
   */
  public Rule rule(Noticed noticed) {
    Anomaly anomaly = noticed.anomaly();
    if (threw && ENDS.contains(anomaly)) {
      return Rule.D21;
    }
    if (anomaly == Anomaly.BEGUN_AFTER_CAUSE) {
      return streamCancels
          ? Rule.V11
          : told.canceled ? Rule.V32 : told.givenUp ? Rule.V33 : of(anomaly);
    }
    boolean warmsUp = anomaly == Anomaly.HANGS_CANCELED_IN_WARM_UP && told.notices > 0;
    return warmsUp ? Rule.V34 : of(anomaly);
  }

  /** The rules that an anomaly can break, in transfers of one kind. */
  static Stream<Rule> rules(boolean streams) {
    return Stream.concat(Stream.of(Rule.D21), Arrays.stream(Anomaly.values()).map(Anomalies::of))
        .filter(rule -> streams || !rule.onlyStreams());
  }

  private static Rule of(Anomaly anomaly) {
    return switch (anomaly) {
      case RETURNED_NULL, THREW, GONE, EXITED, SECOND_CALL_THREW -> Rule.D17;
      case HANGS -> Rule.L1;
      case NEIGHBOR_DOES_NOT_RETURN -> Rule.L2;
      case HANGS_CANCELED_IN_WARM_UP, BEGUN_CANCELED_IN_WARM_UP -> Rule.D15;
      case NOTIFY_THREW, NOTIFY_DOES_NOT_RETURN -> Rule.D8;
      case SECOND_CALL_DOES_NOT_RETURN, SECOND_CALL_ANSWERED, SECOND_CALL_ACTED -> Rule.D4;
      case CALLBACK_WHILE_IDLE, CALLBACK_ON_OTHER_THREAD, CALLBACKS_OVERLAP -> Rule.D18;
      case STARTED_WHILE_ON, STOPPED_WHILE_OFF -> Rule.D13;
      case READ_WHILE_IDLE -> Rule.D6;
      case BEGUN_AFTER_CAUSE -> Rule.D22;
      case READ_BESIDE_ANOTHER, READ_OF_DEVICE_OFF, READ_OF_EARLIER_TRANSFER -> Rule.D23;
      case BYTES_OVERWRITTEN -> Rule.D24;
      case NOTIFY_WAITS -> Rule.D25;
      case READ_AFTER_LAST_BAND -> Rule.D9;
      case READ_NOT_GIVEN_UP -> Rule.L5;
      case SERVICES_MESSAGE -> Rule.V21;
      case STREAM_NOT_RELEASED -> Rule.V15;
      case STREAM_USED -> Rule.V16;
      case NOT_OF_A_DOWNLOAD -> Rule.V17;
      case WRITTEN_ELSEWHERE -> Rule.V18;
      case SCANS_ON -> Rule.V13;
      case STARTED_WHILE_IT_SCANS -> Rule.V29;
      case RETURNED_BEFORE_QUIET -> Rule.D6;
      case USED_WHEN_GONE -> Rule.V28;
    };
  }
}
