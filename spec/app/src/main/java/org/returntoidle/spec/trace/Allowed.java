package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Mark;
import org.returntoidle.model.monitor.Observation;
import org.returntoidle.model.monitor.Shown;
import org.returntoidle.model.monitor.SubsetConstruction;

/** What may come next, in the words of the format. */
final class Allowed {
  /** What may come at any time, or wherever a start may, and is not worth a word. */
  private static final ImmutableSet<Action> ANY_TIME =
      Sets.immutableEnumSet(
          Action.NOTIFY_CANCEL_IO,
          Action.NOTIFY_OTHER_EVENT,
          Action.CANCEL_PENDING_IO,
          Action.PRESS_CANCEL_BUTTON,
          Action.DEVICE_FAILS,
          Action.IMAGE_ENDS,
          Action.INTERRUPT_READ,
          Action.START_FAILS,
          Action.CALLBACK_FAILS_E_ABORT);

  private final SubsetConstruction sets;
  private final int set;
  private final ImmutableSet.Builder<String> words = ImmutableSet.builder();

  private Allowed(SubsetConstruction sets, int set) {
    this.sets = sets;
    this.set = set;
  }

  static ImmutableList<String> in(
      SubsetConstruction sets, int set, Platform platform, Shown shown) {
    Allowed allowed = new Allowed(sets, set);
    for (Action action : Action.BANDED) {
      if (action == Action.RETURN_FROM_ACQUIRE) {
        allowed.returns(platform, shown);
      } else if (!ANY_TIME.contains(action) && allowed.is(action)) {
        allowed.words.add(Words.of(action));
      }
    }
    return allowed.words.build().asList();
  }

  private void returns(Platform platform, Shown shown) {
    returns("any error", Mark.IS_ERROR);
    returns(HResult.S_OK.toString(), Mark.IS_OK);
    if (platform.anyErrorReportsCancel()) {
      returns("any error", Mark.REPORTS_CANCEL);
    }
    if (!platform.anyErrorReportsCancel() || !platform.cancelIsAnError()) {
      returns(platform.cancelCode(), Mark.REPORTS_CANCEL);
    }
    returns(shown.callbackError(), Mark.OF_CALLBACK);
    returns(shown.deviceError(), Mark.OF_DEVICE);
    returns(shown.unknownSuccess(), Mark.OF_UNKNOWN_SUCCESS);
  }

  private void returns(@Nullable HResult code, Mark mark) {
    if (code != null) {
      returns(code.toString(), mark);
    }
  }

  private void returns(String code, Mark mark) {
    if (is(Action.RETURN_FROM_ACQUIRE, mark)) {
      words.add(Words.of(Action.RETURN_FROM_ACQUIRE) + "(" + code + ")");
    }
  }

  private boolean is(Action action, Mark... marks) {
    return sets.next(set, Observation.of(action, marks)) != SubsetConstruction.NONE;
  }
}
