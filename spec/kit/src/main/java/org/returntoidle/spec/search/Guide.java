package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scheduler;

/**
 * Leads random plans to what came seldom. It counts how often each event came at each kind of
 * point, after which two others; of four events of a plan, it lets three be the one that came least
 * often there so far. A plan says when something happens, the guide what. It looks at the run, not
 * at the model: a driver that is wrong may go ways that the model's does not.
 *
 * <p>For use by one thread, and one search.
 */
final class Guide {
  private static final double GUIDED = 0.75;

  /** A cancel, which is what the protocol is about, may come so often for once another event. */
  private static final int CANCELS = 4;

  /** So often a race, where races are asked for: whether it shows anything is up to chance. */
  private static final int RACES = 16;

  /** How many events before are told apart. */
  private static final int BEFORE = 2;

  /** Two to this are the counters. Where two events share one, the guide is only less exact. */
  private static final int COUNTER_BITS = 16;

  private static final int MIXED = 0x9E3779B1;

  private final Random random;
  private final int[] counters = new int[1 << COUNTER_BITS];

  /** A guide to which nothing has happened. */
  Guide(long seed) {
    this.random = new Random(seed);
  }

  /** The plan of one run, guided. */
  Scheduler leading(Scheduler plan) {
    Past past = new Past();
    return (point, options) -> {
      Move planned = plan.choose(point, options);
      if (!planned.isEvent()) {
        return planned;
      }
      Move taken = random.nextDouble() < GUIDED ? seldom(past, point, options) : planned;
      counters[past.counter(point, taken.act())]++;
      past.add(point, taken.act());
      return taken;
    };
  }

  /** One of the events that came least often; each act is as likely as any other. */
  private Move seldom(Past past, Point point, ImmutableList<Move> options) {
    List<Act> acts = options.stream().filter(Move::isEvent).map(Move::act).distinct().toList();
    int least = acts.stream().mapToInt(act -> times(past, point, act)).min().orElseThrow();
    Act act = anyOf(acts.stream().filter(one -> times(past, point, one) == least).toList());
    return anyOf(options.stream().filter(move -> move.act() == act).toList());
  }

  /** How often it came, as far as that is a reason to take another. */
  private int times(Past past, Point point, Act act) {
    int times = counters[past.counter(point, act)];
    return times / (act.isRace() ? RACES : act.isCancel() ? CANCELS : 1);
  }

  private <T> T anyOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** The events of a run so far. */
  private static final class Past {
    private final List<Integer> events = new ArrayList<>();
    private int transfer;

    /** Which counter is that of {@code act} here and now. */
    int counter(Point point, Act act) {
      int number = event(point, act);
      for (int i = 1; i <= BEFORE; i++) {
        number = MIXED * number + (i <= events.size() ? events.get(events.size() - i) : 0);
      }
      number = 2 * number + (transfer == point.transfer() ? 1 : 0);
      return (MIXED * number) >>> (Integer.SIZE - COUNTER_BITS);
    }

    void add(Point point, Act act) {
      events.add(event(point, act));
      transfer = point.transfer();
    }

    private static int event(Point point, Act act) {
      return MIXED * point.kind().label().hashCode() + act.label().hashCode();
    }
  }
}
