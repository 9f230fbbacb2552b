package org.returntoidle.spec.inside;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
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
    try {
      LincheckInstrumentation.INSTANCE.attachJavaAgentStatically(instrumentation());
      LincheckInstrumentation.INSTANCE.install(InstrumentationMode.MODEL_CHECKING);
      keepHashCodes();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Lincheck cannot be attached", e);
    }
  }

  /** By reflection: the compiler warns of annotations there that nobody delivers. */
  private static Instrumentation instrumentation() throws ReflectiveOperationException {
    return (Instrumentation)
        Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
  }

  /** By reflection: Lincheck has no option for it. */
  private static void keepHashCodes() throws ReflectiveOperationException {
    Field profile = LincheckInstrumentation.class.getDeclaredField("transformationProfile");
    profile.setAccessible(true);
    profile.set(
        null, new OwnHashCodes(LincheckInstrumentation.INSTANCE.getTransformationProfile()));
  }
}
