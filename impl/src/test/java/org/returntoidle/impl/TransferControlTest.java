package org.returntoidle.impl;

import java.util.Optional;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferStatus;

/**
 * Lincheck on the place where the two threads meet: whatever they do at the same time must look as
 * if one had come after the other. A cancel then either finds the read that it has to interrupt, or
 * no read is submitted any more (L5); a transfer begins once (D4) and ends once (L2); and nobody
 * waits for ever (D8). That it would find such a fault is shown by {@code TransferControlFaults},
 * in the profile {@code long}.
 */
@Tag("long")
class TransferControlTest {

  /** What a read is, for Lincheck: its number. */
  private record Read(int number) implements DeviceRead {
    @Override
    public ReadResult await() {
      return new ReadResult.NotReady();
    }

    @Override
    public void interrupt() {}

    static int number(Optional<DeviceRead> read) {
      return read.map(r -> ((Read) r).number()).orElse(0);
    }
  }

  /** The control of the reference. One thread has the transfer, several may call and cancel. */
  public static final class Reference {
    private final TransferControl control = new TransferControl();
    private int reads;

    @Operation
    public boolean enter() {
      return control.enter();
    }

    @Operation(nonParallelGroup = "transfer")
    public int submitRead() {
      return Read.number(control.submitRead(() -> new Read(++reads)));
    }

    @Operation(nonParallelGroup = "transfer")
    public void acknowledgeLastBand() {
      control.observe(TransferInput.CALLBACK_OK_LAST, HResult.S_OK); // Throws while idle.
    }

    @Operation(nonParallelGroup = "transfer")
    public String leave() {
      return control.leave(Platform.XP).toString(); // Throws while the transfer goes on.
    }

    @Operation
    public int cancel() {
      return Read.number(control.cancel());
    }
  }

  private static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .iterations(10)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsBefore(1) // More of them, and most scenarios begin canceled.
        .actorsPerThread(3)
        .actorsAfter(1)
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(
                    TransferMachine.class.getName(),
                    TransferStatus.class.getName(),
                    HResult.class.getName())
                .allMethods()
                .ignore()); // Pure functions: nothing of them is shared.
  }

  @Test
  void l5_d4_theReferencesControlIsLinearizable() {
    modelChecking().check(Reference.class);
    new StressOptions()
        .iterations(10)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsBefore(1)
        .check(Reference.class);
  }

  /** Only the model checker, on the control that comes first in the class path. */
  public static void main(String[] args) {
    modelChecking().check(Reference.class);
  }
}
