package org.returntoidle.spec.harness;

import java.util.function.Supplier;
import org.returntoidle.model.HResult;

/** What the callbacks and streams of a run need of it. */
interface Stage {
  /** The driver has called out. */
  void calledOut();

  /**
   * A callback, from its entry to its answer.
   *
   * @param transfer whose callback it is
   * @param refused what it answers while no transfer runs
   * @param inside what happens until it has answered
   */
  <T> T called(int transfer, T refused, Supplier<T> inside);

  /**
   * How a callback is answered, and what falls in before.
   *
   * @param inFlight the point before its answer
   * @param ends the point at which that is chosen
   * @param when the same in words
   */
  Move answer(Point.Kind inFlight, Point.Kind ends, String when);

  /** A callback has been answered, and the driver does not know yet: a cancel may fall in. */
  void letCancelMeetAnswer();

  /** What happens while a method of a stream is in flight: no read completes then. */
  <T> T inStream(Supplier<T> inside);

  /** A write is in flight, and others may fall in. */
  void disturbWrite();

  /** The driver's other threads come to rest, where they are to. */
  void comeToRest();

  /** What happens at a point where nothing else falls in. */
  Move choose(Point.Kind kind);

  /** What kept the device from going on is repaired; there is paper again (V32). */
  void repairs(HResult fault);

  /** Whether every callback and every write fails from now on. */
  boolean isClientDead();
}
