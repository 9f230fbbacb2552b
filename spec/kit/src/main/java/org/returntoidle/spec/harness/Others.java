package org.returntoidle.spec.harness;

/** The other threads of a {@link Meeting}: when they begin, and when they have to come back. */
final class Others {
  private final Scene scene;
  private final Crossing crossing;
  private final Apart apart;
  private boolean begun;
  private boolean joined;
  private int back;

  Others(Scene scene, Crossing crossing, Apart apart) {
    this.scene = scene;
    this.crossing = crossing;
    this.apart = apart;
  }

  boolean isOne(Thread thread) {
    return crossing.isOther(thread);
  }

  /** Whether all have come back. */
  boolean areBack() {
    return joined;
  }

  /** A call is in flight, the so-manieth of the transfer: whether they begin in it. */
  boolean beginIn(int call) {
    return !begun && scene.from() > 0 && call >= scene.from();
  }

  /** They begin. */
  void begin(MeetingCalls calls) {
    begun = true;
    start(
        switch (scene.kind()) {
          case CANCEL -> new Runnable[] {calls::cancel};
          case TWO_CANCELS -> new Runnable[] {calls::cancel, calls::cancel};
          case SECOND_CALL -> new Runnable[] {calls::callAgain};
          case TWO_CALLS -> new Runnable[] {calls::callAmongTwo};
        });
  }

  private void start(Runnable... works) {
    Runnable[] threads = new Runnable[works.length];
    for (int i = 0; i < works.length; i++) {
      Runnable work = works[i];
      threads[i] =
          () ->
              apart.ours(
                  () -> {
                    work.run();
                    back++;
                    if (back == works.length) {
                      release();
                    }
                    return true;
                  });
    }
    apart.goOn(() -> crossing.start(threads));
  }

  /**
   * A callback is in flight: they may go on, and come back if it is time. No other call waits for
   * them: across it a driver may have a lock that they need (D8).
   */
  void meetCallback(int call) {
    apart.goOn(crossing::pause);
    if (begun && !joined && call >= scene.until() && !isOne(Thread.currentThread())) {
      join();
    }
  }

  /** A read is in flight: they may go on, and a slow device waits for them. */
  void meetRead() {
    apart.goOn(crossing::pause);
    if (begun && !joined && scene.slow() && !isOne(Thread.currentThread())) {
      apart.goOn(crossing::awaitRelease);
    }
  }

  /** A read is given up, or they are back: the device need not wait for them any longer. */
  void release() {
    if (scene.slow()) {
      apart.goOn(crossing::release);
    }
  }

  void join() {
    apart.goOn(crossing::join);
    joined = true;
  }
}
