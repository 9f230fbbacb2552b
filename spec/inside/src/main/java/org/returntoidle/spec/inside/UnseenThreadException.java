package org.returntoidle.spec.inside;

/** Lincheck does not see a thread of the driver; the message says which. */
public final class UnseenThreadException extends RuntimeException {
  private static final String WHY = " was made elsewhere, where Lincheck does not see it";

  /** The same in words, where that thread calls device or callback. */
  public static final String CALLS_OUT = "a thread that calls out" + WHY;

  private static final long serialVersionUID = 1L;

  UnseenThreadException(Thread thread) {
    super("the thread " + thread.getName() + WHY);
  }
}
