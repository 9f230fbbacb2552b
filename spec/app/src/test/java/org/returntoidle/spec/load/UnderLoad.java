package org.returntoidle.spec.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That the profile {@code load} does what it says: without it, its tests would show nothing. */
class UnderLoad {
  @Test
  void twentyProcessesAreBusy() {
    assertEquals(20, BusyProcesses.wanted());
    assertEquals(20, BusyProcesses.RUNNING.size());
    for (Process process : BusyProcesses.RUNNING) {
      Duration used = Duration.ZERO;
      while (process.isAlive() && used.isZero()) {
        used = process.info().totalCpuDuration().orElse(Duration.ofNanos(1));
      }
      assertTrue(process.isAlive());
    }
  }
}
