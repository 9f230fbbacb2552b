package org.returntoidle.spec.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Event;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.model.monitor.Monitor;
import org.returntoidle.model.monitor.Observation;
import org.returntoidle.model.monitor.Shown;
import org.returntoidle.model.monitor.SubsetConstruction;

/** Traces of all kinds, most of which go on for long before a rule is broken, if one is. */
final class RandomTraces {
  private static final int LONGEST = 24;

  /** One of so many events may be wrong: the trace ends there. */
  private static final int WRONG = 30;

  private static final ImmutableList<HResult> CODES =
      ImmutableList.of(
          HResult.S_OK,
          HResult.S_OK,
          HResult.S_FALSE,
          HResult.E_FAIL,
          HResult.E_ABORT,
          HResult.WIA_ERROR_BUSY,
          HResult.WIA_ERROR_PAPER_JAM,
          new HResult(0x00040000),
          new HResult(0x00040001));

  private static final ImmutableList<Action> OF_DRIVER =
      ImmutableList.of(
          Action.START_DEVICE,
          Action.START_FAILS,
          Action.STOP_DEVICE,
          Action.SUBMIT_READ,
          Action.INTERRUPT_READ,
          Action.READ_BAND,
          Action.READ_LAST_BAND,
          Action.READ_NOT_READY,
          Action.READ_BUTTON,
          Action.READ_FAULT,
          Action.DELIVER_BAND,
          Action.DELIVER_BAND,
          Action.DELIVER_BAND,
          Action.SEND_STATUS,
          Action.RETURN_FROM_ACQUIRE,
          Action.RETURN_FROM_ACQUIRE,
          Action.DRIVER_CANCELS);

  private static final ImmutableList<Action> OF_OTHERS =
      ImmutableList.of(
          Action.NOTIFY_CANCEL_IO,
          Action.NOTIFY_CANCEL_IO,
          Action.NOTIFY_OTHER_EVENT,
          Action.ANSWER_BUSY,
          Action.ACQUIRE_ITEM_DATA);

  private final Random random;

  RandomTraces(long seed) {
    this.random = new Random(seed);
  }

  /** So many for each of some headers. */
  ImmutableList<Recorded> each(int count) {
    ImmutableList.Builder<Recorded> all = ImmutableList.builder();
    for (Platform platform : ImmutableList.of(Platform.XP, Platform.ME)) {
      for (DriverKind driver :
          ImmutableList.of(DriverKind.INTERRUPTIBLE, DriverKind.NOT_ASYNCHRONOUS)) {
        for (int format = 1; format <= 2; format++) {
          for (ImmutableSet<Action> records : RECORDS) {
            all.add(many(count, platform, driver, format, records, ImmutableSet.of()));
          }
        }
        ImmutableSet<Capability> declared = ImmutableSet.of(Capability.CANCELS_BY_ITSELF);
        all.add(many(count, platform, driver, 2, RECORDS.get(0), declared));
        all.add(many(count, platform, driver, 2, RECORDS.get(1), declared));
      }
    }
    return all.build();
  }

  /** All, no more than there has to be, and all but what some recorders do not see. */
  private static final ImmutableList<ImmutableSet<Action>> RECORDS =
      ImmutableList.of(
          Action.BANDED,
          Monitor.ALWAYS_RECORDED,
          without(
              Action.READ_BUTTON, Action.START_DEVICE, Action.START_FAILS, Action.INTERRUPT_READ),
          without(Action.READ_FAULT, Action.STOP_DEVICE, Action.DRIVER_CANCELS));

  private static ImmutableSet<Action> without(Action... unseen) {
    return Sets.immutableEnumSet(Sets.difference(Action.BANDED, ImmutableSet.copyOf(unseen)));
  }

  private Recorded many(
      int count,
      Platform platform,
      DriverKind driver,
      int format,
      ImmutableSet<Action> records,
      ImmutableSet<Capability> capabilities) {
    Monitor monitor = new Monitor(driver.asynchronous(), records, capabilities, format > 1);
    SubsetConstruction sets = new SubsetConstruction(monitor);
    ImmutableList.Builder<ImmutableList<Event>> traces = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      traces.add(next(platform, sets));
    }
    return new Recorded(format, platform, driver, records, capabilities, traces.build());
  }

  private ImmutableList<Event> next(Platform platform, SubsetConstruction sets) {
    boolean threads = random.nextBoolean();
    boolean manners = random.nextBoolean();
    ImmutableList.Builder<Event> events = ImmutableList.builder();
    Shown shown = Shown.NOTHING;
    int set = sets.initial();
    int left = 4 + random.nextInt(LONGEST);
    for (int tries = 20 * left; left > 0 && tries > 0; tries--) {
      Event event = event(shown, sets.isIdle(set), sets.isCalling(set), threads, manners);
      Observation seen = shown.observation(event, platform, sets.isCalling(set));
      int after = sets.next(set, seen);
      boolean wrong = after == SubsetConstruction.NONE;
      if (wrong && random.nextInt(WRONG) > 0) {
        continue;
      }
      events.add(event);
      if (wrong) {
        break;
      }
      set = after;
      shown = shown.shows(event);
      left--;
    }
    return events.build();
  }

  private Event event(
      Shown shown, boolean idle, boolean calling, boolean threads, boolean manners) {
    Action action = action(idle, calling);
    boolean band = action == Action.DELIVER_BAND;
    HResult code = code(action, shown);
    if (Action.CALLBACK_ANSWERS.contains(action) && code != null) {
      action = Answer.action(code);
    }
    int number = random.nextInt(10) == 0 ? random.nextInt(3) : shown.bands() + 1;
    int transfer = random.nextInt(15) == 0 ? 1 : shown.transfers();
    return new Event(
        action,
        band && random.nextInt(4) > 0 ? transfer : 0,
        band && random.nextInt(4) > 0 ? number : 0,
        band && random.nextInt(3) == 0,
        code,
        manners ? any(ImmutableList.copyOf(Manner.values())) : null,
        threads ? thread(shown, action) : null);
  }

  private Action action(boolean idle, boolean calling) {
    if (random.nextInt(6) == 0) {
      return any(OF_OTHERS);
    }
    if (idle && random.nextInt(4) > 0) {
      return Action.ACQUIRE_ITEM_DATA;
    }
    if (random.nextInt(calling ? 3 : 30) > 0 == calling) {
      return Action.CALLBACK_CONTINUES; // Or what its code says.
    }
    return any(OF_DRIVER);
  }

  private @Nullable HResult code(Action action, Shown shown) {
    if (Action.FAULT_REPORTS.contains(action)) {
      return random.nextBoolean() ? HResult.WIA_ERROR_PAPER_JAM : HResult.E_FAIL;
    }
    if (action == Action.RETURN_FROM_ACQUIRE) {
      HResult given =
          switch (random.nextInt(4)) {
            case 0 -> shown.callbackError();
            case 1 -> shown.deviceError();
            case 2 -> shown.unknownSuccess();
            default -> HResult.S_OK;
          };
      return given == null ? any(CODES) : given;
    }
    return Action.CALLBACK_ANSWERS.contains(action) ? any(CODES) : null;
  }

  private @Nullable String thread(Shown shown, Action action) {
    String caller = shown.caller();
    boolean callers =
        action == Action.DELIVER_BAND
            || action == Action.SEND_STATUS
            || Action.CALLBACK_ANSWERS.contains(action);
    int which = random.nextInt(callers ? 40 : 8);
    return which == 0 ? "2" : which == 1 ? null : which == 2 ? "3" : caller == null ? "1" : caller;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
