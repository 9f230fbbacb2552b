package org.returntoidle.spec.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Step;
import org.returntoidle.model.stream.StreamVariant;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/**
 * The stream protocol as the oracle: a run of the reference is, action by action, one of its
 * behaviours. What no run shows is put in where it belongs: the beginning of the application's
 * transfer, the end of the job, a band that is thrown away.
 */
final class StreamOracle {
  private static final List<StreamProtocol> NUMBER = protocols(StreamFeeder.NUMBER);
  private static final List<StreamProtocol> ALL = protocols(StreamFeeder.ALL);

  private static List<StreamProtocol> protocols(StreamFeeder feeder) {
    return Arrays.stream(StreamApplication.values())
        .map(
            application ->
                new StreamProtocol(
                    new StreamConfiguration(
                        new StreamDriver(DriverKind.INTERRUPTIBLE, true),
                        application,
                        StreamBounds.NONE,
                        StreamVariant.NONE,
                        feeder,
                        StreamItems.SERVICE,
                        StreamMessages.HANDLED)))
        .toList();
  }

  private final Execution run;
  private List<StreamProtocol> protocols = NUMBER;
  private StreamState state = StreamState.INITIAL;
  private final Map<HResult, HResult> actual = new HashMap<>();
  private int pages;
  private int asked;

  private StreamOracle(Execution run) {
    this.run = run;
  }

  /** Why {@code run} is no behaviour of the protocol; empty if it is one. */
  static Optional<String> difference(Execution run) {
    StreamOracle oracle = new StreamOracle(run);
    for (TraceEvent event : run.trace()) {
      Optional<String> wrong = oracle.follow(event);
      if (wrong.isPresent()) {
        return Optional.of(event + " " + wrong.get() + " in " + oracle.state);
      }
    }
    return Optional.empty();
  }

  private Optional<String> follow(TraceEvent event) {
    if (event instanceof Answered answered) {
      return answered(answered.code());
    }
    if (!(event instanceof Happened happened)) {
      return Optional.of("is an anomaly");
    }
    HResult code = happened.code().orElse(HResult.S_OK);
    switch (happened.action()) {
      case ACQUIRE_ITEM_DATA -> {
        pages = happened.job().pages();
        protocols = happened.job().isAll() ? ALL : NUMBER;
        asked = 0;
        actual.clear();
        if (!isNextItem(happened.transfer())) {
          take(Action.END_OF_TRANSFER);
          take(Action.DOWNLOAD);
        }
      }
      case READ_BAND, READ_LAST_BAND -> {
        if (asked == pages) {
          take(Action.JOB_ENDS);
        }
      }
      case NOTIFY_OTHER_EVENT -> {
        if (state.step() == Step.RESTING) {
          return Optional.empty(); // The model tells of none while idle.
        }
      }
      case NOTIFY_CANCEL_IO -> {
        if (state.inTransit() == 0) {
          state = withEvent(state); // Nobody knows who has raised it (H2, H8).
        }
      }
      case HANDLER_GIVES_UP -> actual.put(Protocol.FAULT, code);
      case SEND_STATUS -> {
        boolean held = state.held() == Held.BAND || state.held() == Held.LAST_BAND;
        if (state.page() == Page.SKIPPED && held && state.confirm() != Confirm.YES) {
          take(Action.DISCARD_BAND);
        }
      }
      case STREAM_FAILS -> {
        if (state.step() != Step.WRITING) {
          take(Action.WRITE_BAND); // It was the seek before the write.
        }
        actual.putIfAbsent(HResult.E_FAIL, code.isError() ? code : HResult.E_UNEXPECTED);
      }
      case READ_FAULT, START_FAILS -> actual.put(Protocol.FAULT, code);
      case CALLBACK_FAILS_E_FAIL -> actual.putIfAbsent(HResult.E_FAIL, HResult.E_UNEXPECTED);
      default -> {}
    }
    Optional<String> wrong = take(happened.action());
    asked += happened.action() == Action.GET_NEXT_STREAM ? 1 : 0;
    if (happened.action() == Action.RETURN_FROM_ACQUIRE && wrong.isEmpty()) {
      Optional<HResult> expected = state.result().map(c -> actual.getOrDefault(c, c));
      return expected.equals(happened.code())
          ? Optional.empty()
          : Optional.of("must return " + expected);
    }
    return wrong;
  }

  /** Whether the service has gone on to the next item of the same transfer (V7). */
  private boolean isNextItem(int transfer) {
    Point begin = new Point(transfer, Point.Kind.NEXT, 1);
    return Move.ACQUIRE_NEXT_ITEM.equals(run.schedule().moves().get(begin));
  }

  private Optional<String> answered(HResult code) {
    return switch (Answer.of(code)) {
      case CONTINUES -> take(Action.CALLBACK_CONTINUES);
      case CANCELS -> take(Action.CALLBACK_CANCELS);
      case FAILS, UNKNOWN_SUCCESS -> {
        actual.putIfAbsent(HResult.E_FAIL, code);
        yield take(Action.CALLBACK_FAILS_E_FAIL);
      }
    };
  }

  private Optional<String> take(Action action) {
    Optional<StreamState> next =
        protocols.stream()
            .flatMap(
                protocol -> Optional.ofNullable(protocol.successors(state).get(action)).stream())
            .findFirst();
    next.ifPresent(after -> state = after);
    return next.isPresent() ? Optional.empty() : Optional.of("cannot happen");
  }

  private static StreamState withEvent(StreamState s) {
    return new StreamState(
        s.download(),
        s.marked(),
        1,
        s.state(),
        s.complete(),
        s.error(),
        s.step(),
        s.page(),
        s.stream(),
        s.held(),
        s.confirm(),
        s.device(),
        s.ending(),
        s.lastPage(),
        s.sheet(),
        s.got(),
        s.button(),
        s.fault(),
        s.result(),
        s.cause(),
        s.transfers(),
        s.pages(),
        s.bands(),
        s.cancels(),
        s.faults(),
        s.skips());
  }
}
