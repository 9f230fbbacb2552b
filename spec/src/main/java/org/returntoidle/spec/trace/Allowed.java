package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Mark;
import org.returntoidle.model.monitor.SubsetConstruction;

/** What may come next, in the words of the format. */
final class Allowed {
  /** What may come at any time, and is not worth a word. */
  private static final ImmutableSet<Action> ANY_TIME =
      Sets.immutableEnumSet(
          Action.NOTIFY_CANCEL_IO,
          Action.NOTIFY_OTHER_EVENT,
          Action.CANCEL_PENDING_IO,
          Action.PRESS_CANCEL_BUTTON,
          Action.DEVICE_FAILS,
          Action.IMAGE_ENDS,
          Action.INTERRUPT_READ,
          Action.CALLBACK_FAILS_E_ABORT);

  /** The codes that a return may have had to repeat. */
  record Codes(
      Platform platform,
      Optional<HResult> callbackError,
      Optional<HResult> fault,
      Optional<HResult> unknownSuccess) {}

  private final SubsetConstruction sets;
  private final int set;
  private final ImmutableSet.Builder<String> words = ImmutableSet.builder();

  private Allowed(SubsetConstruction sets, int set) {
    this.sets = sets;
    this.set = set;
  }

  static ImmutableList<String> in(SubsetConstruction sets, int set, Codes codes) {
    Allowed allowed = new Allowed(sets, set);
    for (Action action : Action.values()) {
      if (action == Action.RETURN_FROM_ACQUIRE) {
        allowed.returns(codes);
      } else if (!ANY_TIME.contains(action) && allowed.is(action, 0)) {
        allowed.words.add(Words.of(action));
      }
    }
    return allowed.words.build().asList();
  }

  private void returns(Codes codes) {
    returns("any error", Mark.ERROR);
    returns(HResult.S_OK.toString(), Mark.OK);
    Platform platform = codes.platform();
    String cancel =
        platform.anyErrorReportsCancel() ? "any error" : platform.cancelCode().toString();
    returns(cancel, Mark.CANCEL_CODE);
    codes.callbackError().ifPresent(code -> returns(code.toString(), Mark.OF_CALLBACK));
    codes.fault().ifPresent(code -> returns(code.toString(), Mark.OF_DEVICE));
    codes.unknownSuccess().ifPresent(code -> returns(code.toString(), Mark.OF_UNKNOWN_SUCCESS));
  }

  private void returns(String code, Mark mark) {
    if (is(Action.RETURN_FROM_ACQUIRE, mark.bit())) {
      words.add(Words.of(Action.RETURN_FROM_ACQUIRE) + "(" + code + ")");
    }
  }

  private boolean is(Action action, int marks) {
    return sets.next(set, sets.kind(action, marks)) != SubsetConstruction.NONE;
  }
}
