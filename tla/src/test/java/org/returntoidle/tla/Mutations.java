package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.regex.Pattern;
import org.returntoidle.tla.engine.Mutation;
import org.returntoidle.tla.engine.Sweep;

/** Every guard and every effect of the specification, taken away one at a time. */
final class Mutations {
  static final Sweep SWEEP =
      new Sweep(
          Pattern.compile(
              ".*(TypeOK|Init)|MachineNext|MachineEnds|Next|\\w+Next|DeviceAnswers|CallbackAnswers"
                  + "|\\w*Spec|Fair\\w*|Safe"),
          ImmutableMap.of(
              "Input.*", "UNCHANGED machine",
              "Observed.*", "UNCHANGED cause",
              "CallbackReturns.*", "UNCHANGED <<step, held, answer>>",
              ".*InputCancelIO.*", "UNCHANGED <<machine, cause>>"));

  private Mutations() {}

  /** All of them, in the order of the modules. */
  static ImmutableList<Mutation> all() {
    return List.of("TransferMachine", "CancelProtocol").stream()
        .flatMap(
            module ->
                SWEEP.of(module, TlaFiles.JAR.read(module + ".tla").lines().toList()).stream())
        .collect(ImmutableList.toImmutableList());
  }
}
