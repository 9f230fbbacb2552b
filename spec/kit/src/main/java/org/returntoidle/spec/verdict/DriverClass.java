package org.returntoidle.spec.verdict;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Offering;
import org.returntoidle.spec.text.Shown;

/**
 * A driver that is a class: it has a public constructor or a public static method that takes the
 * device; or it is a test class, with a method {@code driver(ScannerDevice)}.
 */
public final class DriverClass {
  private DriverClass() {}

  /**
   * Makes drivers of a class.
   *
   * @param name of the class
   * @throws ClassNotFoundException if {@code loader} has none of that name
   * @throws BadInputException if it cannot be loaded, or makes no driver
   */
  public static DriverFactory load(String name, ClassLoader loader) throws ClassNotFoundException {
    Class<?> type;
    try {
      type = Class.forName(name, false, loader);
    } catch (LinkageError e) {
      throw new BadInputException("the class " + name + " cannot be loaded: " + why(e));
    }
    return new ClassFactory(type, DriverClass::factory);
  }

  /** Why a class cannot be used, in words; these errors name what they miss. */
  private static String why(LinkageError e) {
    String what = String.valueOf(e.getMessage());
    if (e instanceof NoClassDefFoundError) {
      return "it needs the class " + what.replace('/', '.') + ", which is not on the class path";
    }
    return e instanceof UnsupportedClassVersionError
        ? "it was compiled for a newer Java than this one, " + Runtime.version().feature()
        : what;
  }

  private static DriverFactory factory(Class<?> type) {
    String name = type.getName();
    Method method = factoryMethod(type);
    if (method != null) {
      return offering(method.getReturnType(), device -> make(() -> method.invoke(null, device)));
    }
    if (!WiaDriver.class.isAssignableFrom(type)) {
      Method maker = maker(type);
      if (maker != null) {
        Object instance = instance(type);
        return offering(
            maker.getReturnType(), device -> make(() -> maker.invoke(instance, device)));
      }
      throw new BadInputException(
          "the class " + name + " implements neither MiniDriver nor StreamMiniDriver");
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new BadInputException("the class " + name + " is abstract");
    }
    Constructor<?> constructor;
    try {
      constructor = type.getConstructor(ScannerDevice.class);
    } catch (NoSuchMethodException e) {
      throw new BadInputException(
          "the class "
              + name
              + " has no public constructor or public static method that takes a ScannerDevice");
    } catch (LinkageError e) {
      throw new BadInputException("the class " + name + " cannot be linked: " + why(e));
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new BadInputException("the class " + name + " is not public");
    }
    return offering(type, device -> make(() -> constructor.newInstance(device)));
  }

  /** What is made can do what its type says; where that says nothing, it may do both. */
  private static DriverFactory offering(Class<?> type, DriverFactory factory) {
    boolean banded = MiniDriver.class.isAssignableFrom(type);
    boolean streams = StreamMiniDriver.class.isAssignableFrom(type);
    boolean unknown = !banded && !streams;
    return new Offering(factory, banded || unknown, streams || unknown);
  }

  private static @Nullable Method factoryMethod(Class<?> type) {
    return method(type, method -> Modifier.isStatic(method.getModifiers()));
  }

  /** The method of a test class, one of the kit's, that makes the driver. */
  private static @Nullable Method maker(Class<?> type) {
    Method maker = method(type, method -> method.getName().equals("driver"));
    if (maker != null) {
      maker.setAccessible(true); // A test class need not be public.
    }
    return maker;
  }

  /**
   * An object of a test class, made as a test engine makes it.
   *
   * @throws BadInputException if it cannot be made
   */
  public static Object instance(Class<?> type) {
    try {
      return newInstance(type);
    } catch (NoSuchMethodException | InstantiationException e) {
      throw new BadInputException(
          "the class " + type.getName() + " is abstract, or has no constructor without arguments");
    } catch (InvocationTargetException e) {
      throw new BadInputException(
          "the class "
              + type.getName()
              + " cannot be made: it threw "
              + Shown.thrownAt(e.getTargetException()));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new BadInputException(
          "the class " + type.getName() + " cannot be made: " + Shown.thrownAt(e));
    }
  }

  private static Object newInstance(Class<?> type) throws ReflectiveOperationException {
    Class<?> outer = Modifier.isStatic(type.getModifiers()) ? null : type.getDeclaringClass();
    Constructor<?> constructor =
        outer == null ? type.getDeclaredConstructor() : type.getDeclaredConstructor(outer);
    constructor.setAccessible(true);
    return outer == null ? constructor.newInstance() : constructor.newInstance(newInstance(outer));
  }

  private static @Nullable Method method(Class<?> type, Predicate<Method> filter) {
    try {
      return Arrays.stream(type.getMethods())
          .filter(filter)
          .filter(method -> WiaDriver.class.isAssignableFrom(method.getReturnType()))
          .filter(
              method ->
                  Arrays.equals(method.getParameterTypes(), new Class<?>[] {ScannerDevice.class}))
          .findFirst()
          .orElse(null);
    } catch (LinkageError e) {
      throw new BadInputException("the class " + type.getName() + " cannot be linked: " + why(e));
    }
  }

  private interface Making {
    Object make() throws ReflectiveOperationException;
  }

  private static WiaDriver make(Making making) {
    try {
      return (WiaDriver) making.make();
    } catch (InvocationTargetException e) {
      throw new DriverNotUsableException("it threw " + Shown.thrown(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new DriverNotUsableException("it cannot be called: " + Shown.thrown(e), e);
    }
  }
}
