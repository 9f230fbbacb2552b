package org.returntoidle.spec.inside;

import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverClass;

/** The JVM in which interleavings are explored of a driver, or a test class, on its class path. */
public final class ClassMain {
  private ClassMain() {}

  /** Called with what {@link InsideProcess#run} takes. */
  public static void main(String[] args) {
    InsideProcess.run(args, ClassMain::find);
  }

  private static DriverFactory find(String name) {
    try {
      return DriverClass.load(name, ClassMain.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new BadInputException("no class " + name + " on the class path");
    }
  }
}
