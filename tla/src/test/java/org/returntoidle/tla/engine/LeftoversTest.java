package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was made is ended once, and nothing is made behind the end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LeftoversTest {
  private final Leftovers leftovers = new Leftovers();
  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

  private Leftover<String> make(String name) throws IOException {
    return leftovers.make(() -> name, ended::add);
  }

  @Test
  void theNewestIsEndedFirstAndNoneTwice() throws IOException {
    Leftover<String> folder = make("folder");
    make("process");
    make("closed").close();
    leftovers.endAll();
    folder.close();
    leftovers.endAll();
    assertEquals(List.of("closed", "process", "folder"), ended);
  }

  @Test
  void whatCannotBeMadeIsNotEnded() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                leftovers.make(
                    () -> {
                      throw new IOException("full");
                    },
                    thing -> ended.add("nothing")));
    assertEquals("full", e.getMessage());
    leftovers.endAll();
    assertEquals(List.of(), ended);
  }

  /** Not told that it fails: it would tell somebody else. */
  @Test
  void whoeverMakesSomethingBehindTheEndIsHeld() throws InterruptedException {
    leftovers.endAll();
    assertHeld(
        () -> {
          try {
            make("too late");
          } catch (IOException e) {
            ended.add("failed");
          }
        });
    assertHeld(leftovers::holdIfGoingDown);
  }

  private void assertHeld(Runnable action) throws InterruptedException {
    Thread thread = new Thread(() -> runAndTell(action));
    thread.setDaemon(true);
    thread.start();
    thread.interrupt(); // Not even that lets it go.
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(), ended);
  }

  private void runAndTell(Runnable action) {
    try {
      action.run();
    } finally {
      ended.add("let through");
    }
  }

  /** Its folder would come back: the end waits for whoever has begun. */
  @Test
  void nothingIsWrittenWhileTheEndGoesOn() throws Exception {
    CountDownLatch writes = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    make("folder");
    Thread writer = new Thread(() -> write(writes, goesOn));
    writer.start();
    writes.await();
    Thread end = new Thread(leftovers::endAll);
    end.start();
    while (end.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(), ended);
    goesOn.countDown();
    end.join();
    assertEquals(List.of("written", "folder"), ended);
  }

  private void write(CountDownLatch writes, CountDownLatch goesOn) {
    try {
      leftovers.during(
          () -> {
            writes.countDown();
            try {
              goesOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return ended.add("written");
          });
    } catch (IOException e) {
      ended.add("failed");
    }
  }

  /** Two ends at once: the second waits until it is gone. */
  @Test
  void whoeverEndsSomethingSecondWaitsUntilItIsGone() throws Exception {
    CountDownLatch ending = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    Leftover<String> slow =
        leftovers.make(
            () -> "slow",
            thing -> {
              ending.countDown();
              try {
                goesOn.await();
              } catch (InterruptedException e) {
                ended.add("interrupted");
              }
              ended.add(thing);
            });
    new Thread(slow::close).start();
    ending.await();
    Thread end =
        new Thread(
            () -> {
              leftovers.endAll();
              ended.add("all");
            });
    end.start();
    while (end.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    goesOn.countDown();
    end.join();
    assertEquals(List.of("slow", "all"), ended);
  }
}
