package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.spec.rules.StreamJudge;

/** What may come next in a trace of stream transfers, in the words of the format. */
final class StreamAllowed {
  /** It stands for those that nothing has given. */
  private static final HResult ANY_ERROR = HResult.E_OUTOFMEMORY;

  private final StreamPlace place;
  private final StreamJudge judge;
  private final ImmutableList.Builder<String> words = ImmutableList.builder();

  private StreamAllowed(StreamPlace place, StreamJudge judge) {
    this.place = place;
    this.judge = judge;
  }

  static ImmutableList<String> at(StreamPlace place, StreamJudge judge) {
    return new StreamAllowed(place, judge).words();
  }

  private ImmutableList<String> words() {
    if (!place.isRunning()) {
      return words(Action.ACQUIRE_ITEM_DATA);
    }
    return switch (place.call()) {
      case STREAM ->
          words(
              Action.CALLBACK_CONTINUES,
              Action.CALLBACK_SKIPS,
              Action.CALLBACK_CANCELS,
              Action.CALLBACK_FAILS_E_FAIL);
      case MESSAGE ->
          place.reported() != null && place.reported().isError()
              ? words(Action.HANDLER_GIVES_UP, Action.HANDLER_RESOLVES, Action.CALLBACK_CANCELS)
              : words(
                  Action.CALLBACK_CONTINUES, Action.CALLBACK_CANCELS, Action.CALLBACK_FAILS_E_FAIL);
      case WRITE -> words(Action.STREAM_TAKES, Action.STREAM_FAILS);
      case NOTHING -> driverSteps();
    };
  }

  private ImmutableList<String> driverSteps() {
    boolean open = place.held().isOpen();
    add(judge.goesOn() && !open && !judge.hasAllStreams(), Action.GET_NEXT_STREAM);
    add(judge.goesOn() && open, Action.WRITE_BAND);
    add(judge.goesOn() || judge.mayAsk(), Action.SEND_STATUS);
    add(judge.mayTell(), Action.REPORT_DEVICE_STATUS);
    add(open, Action.RELEASE_STREAM);
    add(place.isOn(), Action.STOP_DEVICE);
    if (!open && !place.isOn()) {
      returns(judge.mayReturn(HResult.S_OK, HResult.S_FALSE, ANY_ERROR));
    }
    return words.build();
  }

  private void returns(ImmutableList<HResult> codes) {
    boolean any = codes.contains(ANY_ERROR);
    for (HResult code : codes) {
      if (!any || !code.isError() || code.equals(ANY_ERROR)) {
        String shown = code.equals(ANY_ERROR) ? "any error" : code.toString();
        words.add(Words.of(Action.RETURN_FROM_ACQUIRE) + "(" + shown + ")");
      }
    }
  }

  private void add(boolean is, Action action) {
    if (is) {
      words.add(Words.of(action));
    }
  }

  private ImmutableList<String> words(Action... actions) {
    for (Action action : actions) {
      words.add(Words.of(action));
    }
    return words.build();
  }
}
