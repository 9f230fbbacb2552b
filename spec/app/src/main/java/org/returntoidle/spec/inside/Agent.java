package org.returntoidle.spec.inside;

import java.lang.instrument.Instrumentation;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;

/**
 * Lincheck in this JVM, for good. It would otherwise rewrite every class anew for each meeting,
 * which takes longer than to play it.
 */
public final class Agent {
  private Agent() {}

  /**
   * Comes in; once, and before anything is explored.
   *
   * @throws IllegalStateException if this JVM lets nobody in
   */
  public static void attach() {
    LincheckInstrumentation.INSTANCE.attachJavaAgentStatically(instrumentation());
    LincheckInstrumentation.INSTANCE.install(InstrumentationMode.MODEL_CHECKING);
  }

  /** By reflection: the compiler warns of annotations there that nobody delivers. */
  private static Instrumentation instrumentation() {
    try {
      return (Instrumentation)
          Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Lincheck cannot be attached", e);
    }
  }
}
