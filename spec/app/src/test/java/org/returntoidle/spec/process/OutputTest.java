package org.returntoidle.spec.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.spec.harness.DriverGoneException;
import org.returntoidle.spec.harness.OnWorker;
import org.returntoidle.spec.process.Answers.Question;

/** Threads that call drivers read the pipe themselves, and nobody notices. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a thread of ours reads for them")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OutputTest {
  private static final Line CALL = new Line("StartDevice");
  private static final Line NOTIFIED = new Line("Notified");

  private final OnWorker transfer = new OnWorker();
  private final OnWorker service = new OnWorker();

  @TempDir private Path folder = Path.of("unset");

  @AfterEach
  void end() {
    transfer.close();
    service.close();
  }

  private static DriverProcess shell(String script) throws Exception {
    return DriverProcess.start(List.of("sh", "-c", script));
  }

  private static Callable<DriverGoneException> gone(Callable<Line> next) {
    return () -> assertThrows(DriverGoneException.class, next::call);
  }

  @Test
  void anInterruptEndsAReadAndTheProcess() throws Exception {
    try (DriverProcess process = shell("read forever")) {
      FutureTask<DriverGoneException> waiting = transfer.submit(gone(process::nextCall));
      transfer.awaitWait();
      transfer.interrupt();
      assertEquals("the driver's process was given up", waiting.get().getMessage());
      assertFalse(process.isOpen());
    }
  }

  @Test
  void theEndOfTheProcessEndsARead() throws Exception {
    try (DriverProcess process = shell("read line; exit 3")) {
      FutureTask<DriverGoneException> waiting = transfer.submit(gone(process::nextCall));
      transfer.awaitWait();
      process.send("go");
      assertEquals(
          "the driver's process ended with exit code 3; it wrote nothing",
          waiting.get().getMessage());
    }
  }

  /** One reads and hands over what is not his; when he has his own, the other is not forgotten. */
  @Test
  void eachGetsHisOwnWhoeverReads() throws Exception {
    try (DriverProcess process =
        shell("read question; read go; echo StartDevice; read go; echo Notified; read forever")) {
      FutureTask<Line> call = transfer.submit(process::nextCall);
      transfer.awaitWait();
      FutureTask<Line> answer =
          service.submit(() -> process.ask(Question.NOTIFICATION, "NotifyCancelIO"));
      service.awaitSleep();
      process.send("go");
      assertEquals(CALL, call.get());
      assertFalse(answer.isDone());
      process.send("go");
      assertEquals(NOTIFIED, answer.get());
    }
  }

  @Test
  void whoReadsWakesWhoSleeps() throws Exception {
    try (DriverProcess process =
        shell("read question; read go; echo Notified; read go; echo StartDevice; read forever")) {
      FutureTask<Line> call = transfer.submit(process::nextCall);
      transfer.awaitWait();
      FutureTask<Line> answer =
          service.submit(() -> process.ask(Question.NOTIFICATION, "NotifyCancelIO"));
      service.awaitSleep();
      process.send("go");
      assertEquals(NOTIFIED, answer.get());
      assertFalse(call.isDone());
      process.send("go");
      assertEquals(CALL, call.get());
    }
  }

  /** Of whoever waits for what the process does not write, Java says that he waits. */
  @Test
  void aFloodForSomebodyElseHasToWait() throws Exception {
    try (DriverProcess process = shell("while :; do echo StartDevice; done")) {
      FutureTask<DriverGoneException> asked =
          service.submit(gone(() -> process.ask(Question.NOTIFICATION, "NotifyCancelIO")));
      service.awaitSleep();
      while (!process.rests()) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 1_000; i++) {
        assertEquals(CALL, process.nextCall());
      }
      assertFalse(asked.isDone());
      service.interrupt();
      assertEquals("the driver's process was given up", asked.get().getMessage());
    }
  }

  /** Though nobody waited when it came. */
  @Test
  void anAnswerThatCameUnaskedIsFoundBeforeTheQuestion() throws Exception {
    try (DriverProcess process = shell("echo Notified; read forever")) {
      while (!process.rests()) {
        Thread.onSpinWait();
      }
      FutureTask<DriverGoneException> asked =
          service.submit(gone(() -> process.ask(Question.NOTIFICATION, "NotifyCancelIO")));
      assertEquals(
          "the driver's process wrote \"Notified\"; expected nothing, since nobody had asked; it"
              + " last wrote \"Notified\"",
          asked.get().getMessage());
    }
  }

  @Test
  void aReadIsGivenUpByWhoeverReads() throws Exception {
    try (DriverProcess process =
        shell("read question; echo InterruptRead; read go; echo Notified; read forever")) {
      CountDownLatch interrupted = new CountDownLatch(1);
      process.onInterruptRead(interrupted::countDown);
      FutureTask<Line> answer =
          service.submit(() -> process.ask(Question.NOTIFICATION, "NotifyCancelIO"));
      interrupted.await(); // At once, not only with the answer.
      assertFalse(answer.isDone());
      process.send("go");
      assertEquals(NOTIFIED, answer.get());
    }
  }

  /** What nobody can find keeps the pipe open. */
  @Tag("long")
  @Test
  void whoReadsLearnsOfTheEndThoughThePipeIsHeldOpen() throws Exception {
    Path pid = folder.resolve("pid");
    String lost = "echo $$ > " + pid + ".new; mv " + pid + ".new " + pid + "; exec sleep 1000000";
    String script = "(setsid env -i PATH=\"$PATH\" sh -c '" + lost + "' 2>&- &); ";
    String written = "while test ! -s " + pid + "; do sleep 0.01; done; exit 3";
    try (DriverProcess process = shell(script + written)) {
      assertEquals(
          "the driver's process ended with exit code 3; it wrote nothing",
          transfer.submit(gone(process::nextCall)).get().getMessage());
    } finally {
      long left = Long.parseLong(Files.readString(pid).strip());
      assertTrue(ProcessHandle.of(left).map(ProcessHandle::destroyForcibly).orElse(false));
    }
  }
}
