package org.returntoidle.spec.kit;

import net.jqwik.api.lifecycle.BeforeContainerHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverClass;

/** Refuses a test class that cannot be made, before each of its checks fails for that. */
final class MakeableTestClass implements BeforeContainerHook {
  @Override
  public void beforeContainer(ContainerLifecycleContext context) {
    context.optionalContainerClass().ifPresent(MakeableTestClass::make);
  }

  private static void make(Class<?> type) {
    try {
      DriverClass.instance(type);
    } catch (BadInputException e) {
      e.setStackTrace(new StackTraceElement[0]); // It says where.
      throw e;
    }
  }
}
