package org.returntoidle.spec.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.returntoidle.impl.SimulatedDevice;
import org.returntoidle.spec.harness.DriverGoneException;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.process.Answers.Question;

/** What is heard of a process does not depend on who is faster. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the processes are scripts of a shell")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DriverProcessLinesTest {
  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  private static void awaitEnd(DriverProcess process) {
    process.members().forEach(member -> member.onExit().join());
  }

  @Test
  void whatItWroteBeforeItsEndIsHeardEvenIfWeWriteInBetween() throws Exception {
    try (DriverProcess process =
        DriverProcess.start(shell("printf 'one\\ntwo\\nthree\\n'; echo out of luck >&2; exit 3"))) {
      awaitEnd(process);
      process.send("into the void");
      assertEquals(new Line("one"), process.nextCall());
      process.send("into the void");
      assertEquals(new Line("two"), process.nextCall());
      assertEquals(new Line("three"), process.nextCall());
      String ended =
          "the driver's process ended with exit code 3; it last wrote \"one\" \"two\" \"three\";"
              + " on standard error \"out of luck\"";
      assertEquals(ended, assertThrows(DriverGoneException.class, process::nextCall).getMessage());
    }
  }

  @Test
  void whatIsSaidOfALineDoesNotDependOnWhatFollowsIt() throws Exception {
    try (DriverProcess process =
        DriverProcess.start(shell("echo out of luck >&2; printf 'one\\ntwo\\nthree\\n'; exit 3"))) {
      awaitEnd(process);
      Line one = process.nextCall();
      assertEquals(
          "the driver's process wrote \"one\"; expected zero; it last wrote \"one\"; on standard"
              + " error \"out of luck\"",
          process.wrong(one, "zero").getMessage());
    }
  }

  @Test
  void aProcessThatClosesItsOutputAndLivesOnIsSaidToHaveClosedIt() throws Exception {
    try (DriverProcess process = DriverProcess.start(shell("exec >&-; read forever"))) {
      assertEquals(
          "the driver's process closed its output; it wrote nothing",
          assertThrows(DriverGoneException.class, process::nextCall).getMessage());
    }
  }

  @Test
  void aWaitForACallTakesAsLongAsItTakesAndAnInterruptEndsIt() throws Exception {
    assertWaits(DriverProcess::nextCall);
  }

  @Test
  void aWaitForAnAnswerTakesAsLongAsItTakesAndAnInterruptEndsIt() throws Exception {
    assertWaits(process -> process.ask(Question.NOTIFICATION, "NotifyCancelIO"));
  }

  /** Untimed: whoever looks whether all stand still must not find one that looks at a clock. */
  private static void assertWaits(Function<DriverProcess, Line> next) throws Exception {
    try (DriverProcess process =
        DriverProcess.start(shell("read question; while read line; do :; done"))) {
      FutureTask<DriverGoneException> waiting =
          new FutureTask<>(
              () -> assertThrows(DriverGoneException.class, () -> next.apply(process)));
      Thread thread = new Thread(waiting);
      thread.start();
      while (thread.getState() != Thread.State.WAITING) {
        assertTrue(thread.isAlive(), "it waits");
        Thread.onSpinWait();
      }
      thread.interrupt();
      assertEquals("the driver's process was given up", waiting.get().getMessage());
      assertFalse(process.isOpen());
    }
  }

  @Test
  void theProcessorTimeOfAProcessCountsAndIsNotForgotten() throws Exception {
    String script = "read hello; echo Driver 1 Asynchronous; read reset; while :; do :; done";
    ProcessDriverFactory factory = new ProcessDriverFactory(shell(script));
    Duration seen = Duration.ZERO;
    try (factory) {
      assertEquals(Duration.ZERO, factory.processorTime());
      new Thread(() -> assertCannotBeMade(factory)).start();
      while (seen.compareTo(Duration.ofMillis(100)) < 0) {
        Duration now = factory.processorTime();
        assertTrue(now.compareTo(seen) >= 0, now::toString);
        seen = now;
      }
    }
    assertTrue(factory.processorTime().compareTo(seen) >= 0);
  }

  private static void assertCannotBeMade(ProcessDriverFactory factory) {
    assertThrows(DriverNotUsableException.class, () -> factory.create(new SimulatedDevice(1, 0)));
  }
}
