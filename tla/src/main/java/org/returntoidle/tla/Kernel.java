package org.returntoidle.tla;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Optional;
import org.returntoidle.model.Configuration;

/**
 * The mirror check on all type-correct states, reachable or not, in configurations without bounds:
 * the whole transition relation of Java is that of TLA+. There are 829,440 such states, too many
 * for a dump, so TLC's evaluator is asked through its own interface; see {@link KernelWalk}.
 */
public final class Kernel {
  private Kernel() {}

  /**
   * Compares all steps from all type-correct states.
   *
   * @param configuration without bounds
   * @throws TlcException if TLC gives no answer
   */
  public static Mirror.Result check(Tlc tlc, TlaFiles files, Configuration configuration) {
    return check(tlc, files, configuration, KernelWalk.ALL, JavaSide.Model.class);
  }

  static Mirror.Result check(
      Tlc tlc,
      TlaFiles files,
      Configuration configuration,
      String specification,
      Class<? extends JavaSide> java) {
    long start = System.nanoTime();
    List<String> said =
        tlc.walk(
            files,
            TlaFiles.walk(configuration, specification),
            List.of(
                configuration.platform().label(),
                configuration.driver().name(),
                configuration.application().name(),
                java.getName(),
                specification));
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    String answer = String.join("\n", said);
    if (answer.startsWith(KernelWalk.EQUAL)) {
      List<String> counts =
          Splitter.on(' ').splitToList(answer.substring(KernelWalk.EQUAL.length()));
      return new Mirror.Result(
          true,
          Long.parseLong(counts.get(0)),
          Long.parseLong(counts.get(1)),
          Optional.empty(),
          milliseconds);
    }
    if (answer.startsWith(KernelWalk.DIFFERENT)) {
      return new Mirror.Result(
          false, 0, 0, Optional.of(answer.substring(KernelWalk.DIFFERENT.length())), milliseconds);
    }
    throw new TlcException("the walk over all type-correct states gave no answer: " + answer);
  }
}
