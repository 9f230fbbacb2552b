package org.returntoidle.spec.verdict;

import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.rules.Reading;

/**
 * The driver under test.
 *
 * @param name a built-in driver's name, a class name, or {@link #PROCESS} and a command
 * @param factory makes one
 * @param reading how the rules are read for it
 */
public record Subject(String name, DriverFactory factory, Reading reading)
    implements AutoCloseable {
  /** How the name of a driver in a process of its own begins. */
  public static final String PROCESS = "exec: ";

  /** Why nothing is thrown at a driver that does not claim to survive it (D21). */
  public String whyNothingIsThrown() {
    return isProcess()
        ? "nothing can be thrown into another process"
        : "the driver does not claim to survive exceptions (survivesExceptions, --throws)";
  }

  /** Whether it is a process of its own. */
  public boolean isProcess() {
    return name.startsWith(PROCESS);
  }

  /** Ends what the drivers were made with, such as a process. */
  @Override
  public void close() {
    factory.close();
  }
}
