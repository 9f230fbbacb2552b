package org.returntoidle.spec.process;

/** Starts threads that are ours: not in the group of the driver's, whom the harness looks at. */
final class Background {
  private Background() {}

  /** A daemon above all groups that does {@code work}. */
  static Thread start(String name, Runnable work) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread thread = new Thread(group, work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
