package org.returntoidle.spec.search;

/**
 * How an enumeration is made. What comes out is the same for any number of workers, unless the time
 * is up.
 *
 * @param workers how many schedules are run at once, if there can be more than one harness
 * @param deadline when the search ends, finished or not
 * @param watcher is told how far it has come
 * @param journal what is known already and not run again; what is new is kept there
 */
public record Effort(int workers, Deadline deadline, Watcher watcher, Journal journal) {
  /** One after the other, to the end, and nobody is told. */
  public static final Effort PLAIN = new Effort(1, Deadline.NEVER, count -> {}, Journal.NONE);

  /** The same with so many workers. */
  public Effort withWorkers(int some) {
    return new Effort(some, deadline, watcher, journal);
  }

  /** The same until then. */
  public Effort until(Deadline end) {
    return new Effort(workers, end, watcher, journal);
  }

  /** The same, of which this watcher is told. */
  public Effort watchedBy(Watcher other) {
    return new Effort(workers, deadline, other, journal);
  }
}
