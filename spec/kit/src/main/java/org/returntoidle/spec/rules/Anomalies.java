package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Anomaly;
import org.returntoidle.spec.harness.TraceEvent;
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

  /** Before a run. */
  public Anomalies() {}

  /** Takes in what has happened. */
  public void add(TraceEvent event) {
    if (event instanceof Threw) {
      threw = true;
    } else if (event instanceof Happened next && next.action() == Action.ACQUIRE_ITEM_DATA) {
      threw = false;
    }
  }

  /**
   * The rule that breaks here. Where something was thrown, whatever goes wrong goes wrong because
   * of that: D21 names it best.
   */
  public Rule rule(Noticed noticed) {
    return threw && ENDS.contains(noticed.anomaly()) ? Rule.D21 : of(noticed.anomaly());
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
