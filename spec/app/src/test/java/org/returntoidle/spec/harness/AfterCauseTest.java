package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What each thread may still begin after a cause, by who knows of it (D22). */
class AfterCauseTest {
  private final AfterCause after = new AfterCause(false);

  @Test
  void beforeThereIsOneEverythingMayBegin() {
    after.callsOut(true);
    for (int i = 0; i < 3; i++) {
      assertTrue(after.begins(true));
      assertTrue(after.begins(false));
    }
  }

  @Test
  void whoHasObservedItBeginsNothing() {
    after.observe(false, false);
    assertFalse(after.begins(false));
  }

  @Test
  void norDoesTheCallerIfItHasObservedItOrIsInACallback() {
    after.observe(true, false);
    assertFalse(after.begins(true));
    AfterCause inCallback = new AfterCause(false);
    inCallback.observe(false, true);
    assertFalse(inCallback.begins(true));
  }

  /** It may have begun the one before it could know. */
  @Test
  void theCallerMayBeginOneUntilItCallsOut() throws Exception {
    onAnother(() -> observe(false, false));
    assertTrue(after.begins(true));
    assertFalse(after.begins(true));
  }

  @Test
  void onceItHasCalledOutItKnows() throws Exception {
    onAnother(() -> observe(false, false));
    after.callsOut(false);
    after.callsOut(true);
    assertFalse(after.begins(true));
  }

  /** What another thread does says nothing of what the caller's knows. */
  @Test
  void thatAnotherCallsOutTellsTheCallerNothing() throws Exception {
    onAnother(() -> observe(false, false));
    after.callsOut(false);
    assertTrue(after.begins(true));
  }

  @Test
  void aSecondCauseTellsTheCallerThatObservesIt() throws Exception {
    onAnother(() -> observe(false, false));
    after.observe(true, false);
    assertFalse(after.begins(true));
  }

  @Test
  void allOthersTogetherMayBeginOne() throws Exception {
    after.observe(true, false);
    assertTrue(onAnother(() -> after.begins(false)));
    assertFalse(onAnother(() -> after.begins(false)));
  }

  /** Where threads race, whoever was answered may be about to say so. */
  @Test
  void whereThreadsRaceTheyBeginWhatTheyLikeUntilTheCallerGoesOn() throws Exception {
    AfterCause racing = new AfterCause(true);
    racing.observe(true, false);
    for (int i = 0; i < 3; i++) {
      assertTrue(onAnother(() -> racing.begins(false)));
    }
    racing.callsOut(true);
    assertTrue(onAnother(() -> racing.begins(false)));
    assertFalse(onAnother(() -> racing.begins(false)));
    assertFalse(racing.begins(true));
  }

  /** What another thread has observed the caller's begins nothing after. */
  @Test
  void whereThreadsRaceOthersMayBeginOneAfterWhatTheyHaveObserved() throws Exception {
    AfterCause racing = new AfterCause(true);
    onAnother(
        () -> {
          racing.observe(false, false);
          return true;
        });
    assertTrue(onAnother(() -> racing.begins(false)));
    assertFalse(onAnother(() -> racing.begins(false)));
  }

  /** What was refused was begun all the same. */
  @Test
  void oneThatMayNotUsesItUp() throws Exception {
    after.observe(true, false);
    assertFalse(after.begins(true));
    assertFalse(onAnother(() -> after.begins(false)));
  }

  /** What begins after that was not under way when the cause came. */
  @Test
  void onceTheyHaveRestedTheyKnow() throws Exception {
    after.othersRest(); // Before there is one, it says nothing.
    after.observe(true, false);
    after.othersRest();
    assertFalse(onAnother(() -> after.begins(false)));
  }

  /** Whoever was to tell them may not have had its turn yet. */
  @Test
  void whereOneDoesNotRestTheOthersMayNotKnow() throws Exception {
    after.observe(true, false);
    after.othersRest();
    after.othersDoNotRest();
    assertTrue(onAnother(() -> after.begins(false)));
    assertFalse(onAnother(() -> after.begins(false)));
  }

  /** The caller's thread may be on its way out of a call of ours. */
  @Test
  void thatOthersRestTellsTheCallerNothing() throws Exception {
    onAnother(() -> observe(false, false));
    after.othersRest();
    assertTrue(after.begins(true));
  }

  private boolean observe(boolean isCaller, boolean callerRests) {
    after.observe(isCaller, callerRests);
    return true;
  }

  private static boolean onAnother(Callable<Boolean> what) throws Exception {
    FutureTask<Boolean> task = new FutureTask<>(what);
    new Thread(task).start();
    return task.get();
  }
}
