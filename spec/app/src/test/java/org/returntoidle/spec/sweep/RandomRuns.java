package org.returntoidle.spec.sweep;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Anomaly;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/** Runs as the harness records them, of drivers that do whatever comes. */
final class RandomRuns {
  private static final int LONGEST = 24;

  private static final ImmutableList<HResult> ANSWERS =
      ImmutableList.of(
          HResult.S_OK,
          HResult.S_OK,
          HResult.S_OK,
          HResult.S_FALSE,
          HResult.E_FAIL,
          HResult.E_ABORT,
          HResult.WIA_ERROR_BUSY,
          new HResult(0x00040000),
          new HResult(0x00040001));

  private static final ImmutableList<HResult> FAULTS =
      ImmutableList.of(HResult.WIA_ERROR_PAPER_JAM, HResult.E_FAIL, HResult.WIA_ERROR_BUSY);

  private static final ImmutableList<Action> WITHOUT_CALLBACK =
      ImmutableList.of(
          Action.START_DEVICE,
          Action.START_DEVICE,
          Action.STOP_DEVICE,
          Action.STOP_DEVICE,
          Action.DELIVER_BAND,
          Action.DELIVER_BAND,
          Action.DELIVER_BAND,
          Action.DELIVER_BAND,
          Action.SEND_STATUS,
          Action.RETURN_FROM_ACQUIRE,
          Action.RETURN_FROM_ACQUIRE,
          Action.RETURN_FROM_ACQUIRE);

  private static final ImmutableList<Action> AT_ANY_TIME =
      ImmutableList.of(
          Action.SUBMIT_READ,
          Action.READ_BUTTON,
          Action.READ_FAULT,
          Action.START_FAILS,
          Action.NOTIFY_CANCEL_IO,
          Action.NOTIFY_OTHER_EVENT,
          Action.ANSWER_BUSY);

  private static final ImmutableList<Manner> MANNERS = ImmutableList.copyOf(Manner.values());

  private final Random random;
  private final List<TraceEvent> events = new ArrayList<>();
  private final List<HResult> given = new ArrayList<>();
  private int transfer;
  private int bands;
  private boolean running;
  private boolean calling;
  private boolean on;

  RandomRuns(long seed) {
    this.random = new Random(seed);
  }

  /** So many of them. */
  ImmutableList<Execution> many(int count) {
    ImmutableList.Builder<Execution> runs = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      runs.add(next());
    }
    return runs.build();
  }

  private Execution next() {
    events.clear();
    transfer = 0;
    on = false;
    running = false;
    calling = false;
    for (int left = 4 + random.nextInt(LONGEST); left > 0; left--) {
      step();
    }
    return new Execution(
        any(ImmutableList.copyOf(Platform.banded())),
        random.nextInt(3) > 0,
        random.nextInt(4) == 0,
        false,
        ImmutableList.copyOf(events),
        ImmutableList.of(),
        false,
        Order.ONE_THREAD);
  }

  private void step() {
    if (random.nextInt(25) == 0) {
      odd();
    } else if (!running) {
      rests();
    } else if (random.nextInt(calling ? 3 : 4) == 0) {
      happened(any(AT_ANY_TIME));
    } else if (calling) {
      HResult code = any(ANSWERS);
      given.add(code);
      calling = false;
      events.add(new Answered(transfer, code));
    } else {
      happened(any(WITHOUT_CALLBACK));
    }
  }

  private void rests() {
    int which = random.nextInt(8);
    if (which == 0) {
      happened(Action.NOTIFY_CANCEL_IO);
    } else if (which == 1) {
      happened(random.nextBoolean() ? Action.START_DEVICE : Action.STOP_DEVICE);
    } else {
      transfer++;
      bands = 0;
      given.clear();
      running = true;
      happened(Action.ACQUIRE_ITEM_DATA);
    }
  }

  private void odd() {
    if (random.nextBoolean()) {
      events.add(new Threw(transfer, Point.Kind.ANSWER, Move.THROWS_ERROR));
    } else {
      events.add(new Noticed(transfer, any(ImmutableList.copyOf(Anomaly.values())), "odd"));
    }
  }

  private void happened(Action action) {
    on = action == Action.START_DEVICE || (on && action != Action.STOP_DEVICE);
    HResult code = null;
    if (action == Action.RETURN_FROM_ACQUIRE) {
      running = false;
      code = result();
    } else if (Action.FAULT_REPORTS.contains(action)) {
      code = any(FAULTS);
      given.add(code);
    }
    calling |= action == Action.DELIVER_BAND || action == Action.SEND_STATUS;
    events.add(
        new Happened(
            transfer,
            action,
            Optional.ofNullable(code),
            action == Action.DELIVER_BAND ? Optional.of(band()) : Optional.empty(),
            on,
            random.nextInt(3) > 0 ? Manner.ALONE : any(MANNERS)));
  }

  private Band band() {
    bands++;
    int number = random.nextInt(12) == 0 ? bands + 1 : bands;
    int of = random.nextInt(15) == 0 ? Math.max(0, transfer - 1) : transfer;
    return new Band(of, number, random.nextInt(3) == 0, ByteBuffer.allocate(0));
  }

  private @Nullable HResult result() {
    int which = random.nextInt(6);
    if (which == 0 && random.nextInt(4) == 0) {
      return null;
    }
    return which < 3 && !given.isEmpty() ? any(given) : any(ANSWERS);
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
