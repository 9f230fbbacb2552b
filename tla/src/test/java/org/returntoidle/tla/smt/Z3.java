package org.returntoidle.tla.smt;

import com.google.common.collect.ImmutableMap;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Version;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Asks Z3, a solver. */
final class Z3 {
  private Z3() {}

  /** Where it cannot be loaded, whoever needs it is skipped, and says so. */
  static void assumeThatItLoads() {
    assumeThatItLoads(Version::getFullVersion, System.out::println);
  }

  static void assumeThatItLoads(Supplier<String> version, Consumer<String> out) {
    try {
      out.accept("any bound  asking " + version.get());
    } catch (LinkageError e) {
      String why = "skipped, for Z3 cannot be loaded here: " + e.getMessage();
      out.accept("any bound  " + why);
      Assumptions.abort(why);
    }
  }

  /**
   * Of {@code formulas}, by their names, those that can be true, each with values that make it so.
   *
   * @throws IllegalStateException if Z3 cannot tell
   */
  static ImmutableMap<String, String> solutions(
      String declarations, ImmutableMap<String, String> formulas) {
    String script =
        formulas.values().stream()
            .map(formula -> "(assert " + formula + ")")
            .collect(Collectors.joining("\n", declarations, ""));
    ImmutableMap.Builder<String, String> found = ImmutableMap.builder();
    try (Context context = new Context()) {
      BoolExpr[] asserted = context.parseSMTLIB2String(script, null, null, null, null);
      for (int i = 0; i < asserted.length; i++) {
        String name = formulas.keySet().asList().get(i);
        Solver solver = context.mkSolver();
        solver.add(Arrays.copyOfRange(asserted, i, i + 1));
        Status status = solver.check();
        if (status == Status.UNKNOWN) {
          throw new IllegalStateException(name + ": " + solver.getReasonUnknown());
        }
        if (status == Status.SATISFIABLE) {
          found.put(name, text(solver.getModel()));
        }
      }
      if (asserted.length != formulas.size()) {
        throw new IllegalStateException(asserted.length + " of " + formulas.size() + " were read");
      }
    }
    return found.buildOrThrow();
  }

  private static String text(Model model) {
    return Arrays.stream(model.getConstDecls())
        .filter((FuncDecl<?> each) -> model.getConstInterp(each).getNumArgs() == 0)
        .map((FuncDecl<?> each) -> each.getName() + " = " + model.getConstInterp(each))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
