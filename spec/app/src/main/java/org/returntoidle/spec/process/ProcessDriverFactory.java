package org.returntoidle.spec.process;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.model.Capability;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverGoneException;
import org.returntoidle.spec.harness.DriverNotUsableException;

/**
 * Makes drivers in a process. One process serves many drivers, one after the other: it is told to
 * forget everything. It is replaced after it died or was given up. For one harness at a time.
 */
public final class ProcessDriverFactory implements DriverFactory {
  /** So many seconds are waited for a greeting where only that is asked for. */
  private static final long GREETS_WITHIN = 10;

  private final ImmutableList<String> command;

  /** Whether the drivers are asked to say from which line each call comes. */
  private final boolean tellsLines;

  private final Queue<DriverProcess> started = new ConcurrentLinkedQueue<>();
  private final ProcessorTime processorTime = new ProcessorTime(System::nanoTime);

  private final Supplier<Boolean> streams = Suppliers.memoize(this::asksForStreams);

  @GuardedBy("this")
  private @Nullable DriverProcess process;

  @GuardedBy("this")
  private @Nullable ProcessDriver last;

  @GuardedBy("this")
  private Greeting greeting = new Greeting(false, ImmutableSet.of());

  /**
   * Drivers that {@code command} runs.
   *
   * @param command the program and its arguments
   */
  public ProcessDriverFactory(List<String> command) {
    this(command, false);
  }

  private ProcessDriverFactory(List<String> command, boolean tellsLines) {
    this.command = ImmutableList.copyOf(command);
    this.tellsLines = tellsLines;
  }

  /**
   * A driver for {@code device}.
   *
   * @throws DriverNotUsableException if there is no such program, or it does not say what the
   *     protocol says it has to before its first transfer
   */
  @Override
  public WiaDriver create(ScannerDevice device) {
    try {
      return reset(device);
    } catch (DriverGoneException e) {
      throw new DriverNotUsableException(String.valueOf(e.getMessage()), e);
    }
  }

  private synchronized WiaDriver reset(ScannerDevice device) {
    DriverProcess current = process;
    ProcessDriver before = last;
    if (current == null || !current.isOpen() || (before != null && !before.isAtRest())) {
      current = restart();
    }
    boolean lines = tellsLines && greeting.capabilities().contains(Capability.LINES);
    if (lines) {
      current.expectPlaces();
    }
    current.send(lines ? "Reset Lines" : "Reset");
    Line ready = current.nextCall();
    if (!String.join(" ", ready.words()).equals("Ready")) {
      throw current.wrong(ready, "Ready");
    }
    ProcessDriver made =
        greeting.streams()
            ? new StreamProcessDriver(current, greeting, device)
            : new BandedProcessDriver(current, greeting, device);
    last = made;
    return made;
  }

  @GuardedBy("this")
  private DriverProcess restart() {
    close();
    DriverProcess current;
    try {
      current = DriverProcess.start(command);
    } catch (IOException e) {
      throw new DriverNotUsableException("it cannot be started: " + e.getMessage(), e);
    }
    started.add(current);
    process = current;
    current.send(Greeting.HELLO);
    Line line = current.nextCall();
    greeting = Greeting.of(line).orElseThrow(() -> refused(current, line));
    return current;
  }

  /**
   * What its greeting says. A process that does not greet is asked again when a driver is made,
   * where whoever waits for it has a watch, and says what is wrong.
   */
  @Override
  public boolean streams() {
    return streams.get();
  }

  private boolean asksForStreams() {
    FutureTask<Boolean> asked = new FutureTask<>(this::greets);
    Background.start("greeting of the driver's process", asked);
    try {
      return asked.get(GREETS_WITHIN, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized boolean greets() {
    if (process == null) {
      restart();
    }
    return greeting.streams();
  }

  /** Ends the process, whose greeting is not accepted. */
  private static DriverGoneException refused(DriverProcess process, Line line) {
    Optional<String> why = Greeting.refusal(line);
    if (why.isEmpty()) {
      return process.wrong(line, Greeting.EXPECTED);
    }
    process.close();
    return new DriverGoneException(why.get());
  }

  /** In processes of their own. */
  @Override
  public Optional<DriverFactory> another() {
    return Optional.of(new ProcessDriverFactory(command));
  }

  /** In a process of its own. */
  @Override
  public DriverFactory tellingLines() {
    return new ProcessDriverFactory(command, true);
  }

  /** That of the processes, and of what they started while they lived. */
  @Override
  public Duration processorTime() {
    return processorTime.with(
        started.stream().map(DriverProcess::first).collect(ImmutableSet.toImmutableSet()),
        () -> started.stream().flatMap(DriverProcess::members));
  }

  @Override
  public boolean restsElsewhere() {
    return started.stream().allMatch(DriverProcess::rests);
  }

  /** Ends every process that was started; whoever waits for one learns that it is gone. */
  @Override
  public boolean showsThreads() {
    return false;
  }

  @Override
  public void close() {
    for (DriverProcess one = started.poll(); one != null; one = started.poll()) {
      one.close();
    }
  }
}
