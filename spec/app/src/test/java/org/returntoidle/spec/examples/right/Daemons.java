package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that do not keep a program alive, and end by themselves. */
final class Daemons {
  private static final int IDLE_MILLIS = 50;

  private Daemons() {}

  static Thread start(Runnable work) {
    Thread thread = newThread(work);
    thread.start();
    return thread;
  }

  static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "reader");
    thread.setDaemon(true);
    return thread;
  }

  /** One thread, which ends when it has nothing to do, and is begun again when it has. */
  static ExecutorService executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Daemons::newThread);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** The result of work that does not throw. */
  static <T> T get(Future<T> future) {
    try {
      return Uninterruptibles.getUninterruptibly(future);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
