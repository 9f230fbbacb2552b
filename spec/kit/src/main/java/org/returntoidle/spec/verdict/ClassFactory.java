package org.returntoidle.spec.verdict;

import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;

/**
 * Makes drivers of a class, which can be loaded anew.
 *
 * @param type a driver's class, or one that makes it
 * @param how makes a factory of that class, or of the same one that was loaded anew
 * @param factory what {@code how} has made of {@code type}
 */
public record ClassFactory(
    Class<?> type, Function<Class<?>, DriverFactory> how, DriverFactory factory)
    implements DriverFactory {
  /** What {@code how} makes of {@code type}. */
  public ClassFactory(Class<?> type, Function<Class<?>, DriverFactory> how) {
    this(type, how, how.apply(type));
  }

  @Override
  public WiaDriver create(ScannerDevice device) {
    return factory.create(device);
  }

  @Override
  public boolean banded() {
    return factory.banded();
  }

  @Override
  public boolean streams() {
    return factory.streams();
  }

  @Override
  public Optional<DriverFactory> inFreshClasses() {
    return FreshClasses.load(type).map(how).map(fresh -> new Fresh(this, fresh));
  }

  /** Makes them of classes that were loaded anew. */
  private record Fresh(ClassFactory first, DriverFactory factory) implements DriverFactory {
    @Override
    public WiaDriver create(ScannerDevice device) {
      WiaDriver driver = factory.create(device);
      if (!FreshClasses.isOne(driver)) {
        throw new DriverNotUsableException(
            "its class cannot be loaded anew",
            new IllegalStateException(driver.getClass().getName()));
      }
      return driver;
    }

    @Override
    public boolean banded() {
      return factory.banded();
    }

    @Override
    public boolean streams() {
      return factory.streams();
    }

    @Override
    public Optional<DriverFactory> inFreshClasses() {
      return first.inFreshClasses();
    }
  }
}
