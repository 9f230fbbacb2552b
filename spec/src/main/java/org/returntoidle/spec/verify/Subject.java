package org.returntoidle.spec.verify;

import com.google.common.base.Splitter;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.jspecify.annotations.Nullable;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.drivers.Surviving;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.process.ProcessDriverFactory;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.text.Similar;

/**
 * The driver under test.
 *
 * @param name a built-in driver's name or a class name
 * @param factory makes one
 * @param reading how the rules are read for it
 */
public record Subject(String name, DriverFactory factory, Reading reading)
    implements AutoCloseable {
  private static final String PROCESS = "exec: ";

  /**
   * A driver in a process of its own.
   *
   * @param command the program and its arguments, quoted where they contain blanks
   * @throws BadInputException if there is no program in it, or a quote has no end
   */
  public static Subject process(String command) {
    String[] words;
    try {
      words = CommandLineUtils.translateCommandline(command);
    } catch (Exception e) { // It declares no narrower one.
      throw new BadInputException("--exec: " + Shown.name(command) + ": " + e.getMessage());
    }
    if (words.length == 0) {
      throw new BadInputException("--exec: the command is empty");
    }
    return new Subject(
        PROCESS + command, new ProcessDriverFactory(List.of(words)), Reading.PERMISSIVE);
  }

  /**
   * The same, said to survive what device and callbacks throw (D21).
   *
   * @throws BadInputException if it is a process
   */
  public Subject surviving() {
    if (isProcess()) {
      throw new BadInputException("--throws: nothing can be thrown into another process");
    }
    return new Subject(name, device -> new Surviving(factory.create(device)), reading);
  }

  /** Why nothing is thrown at a driver that does not claim to survive it (D21). */
  public String whyNothingIsThrown() {
    return isProcess()
        ? "nothing can be thrown into another process"
        : "the driver does not claim to survive exceptions (survivesExceptions, --throws)";
  }

  private boolean isProcess() {
    return name.startsWith(PROCESS);
  }

  /** Ends what the drivers were made with, such as a process. */
  @Override
  public void close() {
    factory.close();
  }

  /**
   * Finds a driver by name.
   *
   * @param name of a built-in driver, of a class, or of a test class: one with a no-args
   *     constructor and a method {@code driver(ScannerDevice)}
   * @param classpath jars and folders, each entry one or several separated like a class path
   * @throws BadInputException if there is no such driver, or it cannot be used
   */
  public static Subject find(String name, List<String> classpath) {
    if (name.startsWith(PROCESS)) {
      throw new BadInputException(
          "'"
              + Shown.name(name, Shown.NAME / 2)
              + "' is a driver in a process of its own; say with --exec what to run");
    }
    List<URL> urls = urls(classpath);
    return BuiltInDriver.withLabel(name)
        .map(
            driver ->
                new Subject(
                    name,
                    driver.factory(),
                    driver == BuiltInDriver.REFERENCE ? Reading.STRICT : Reading.PERMISSIVE))
        .orElseGet(() -> new Subject(name, load(name, urls), Reading.PERMISSIVE));
  }

  private static List<URL> urls(List<String> classpath) {
    List<URL> urls = new ArrayList<>();
    for (String several : classpath) {
      for (String entry : Splitter.on(File.pathSeparatorChar).omitEmptyStrings().split(several)) {
        try {
          Path path = Path.of(entry);
          if (!Files.isReadable(path)) {
            throw new BadInputException("--classpath: no such file or folder: " + entry);
          }
          urls.add(path.toUri().toURL());
        } catch (InvalidPathException | MalformedURLException e) {
          throw new BadInputException("--classpath: not a path: " + entry);
        }
      }
    }
    return urls;
  }

  private static DriverFactory load(String name, List<URL> urls) {
    // Stays open: the driver may load more of its classes at any time.
    @SuppressWarnings("resource")
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), Subject.class.getClassLoader());
    Class<?> type;
    try {
      type = Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new BadInputException(unknown(name, urls));
    } catch (LinkageError e) {
      throw new BadInputException("the class " + name + " cannot be loaded: " + why(e));
    }
    return factory(type);
  }

  private static String unknown(String name, List<URL> urls) {
    String shown = Shown.name(name);
    if (name.indexOf('.') < 0 && urls.isEmpty()) {
      List<String> labels =
          Arrays.stream(BuiltInDriver.values()).map(BuiltInDriver::label).toList();
      return "unknown driver '"
          + shown
          + "'"
          + Similar.to(name, labels)
          + "; the command drivers lists the built-in ones; a class needs its --classpath";
    }
    return "no class "
        + shown
        + " on the class path"
        + (urls.isEmpty() ? "; --classpath is not given" : " " + urls);
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
      return device -> make(() -> method.invoke(null, device));
    }
    if (!MiniDriver.class.isAssignableFrom(type)) {
      Method maker = maker(type);
      if (maker != null) {
        Object instance = instance(type);
        return device -> make(() -> maker.invoke(instance, device));
      }
      throw new BadInputException("the class " + name + " does not implement MiniDriver");
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
    return device -> make(() -> constructor.newInstance(device));
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
          .filter(method -> MiniDriver.class.isAssignableFrom(method.getReturnType()))
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

  private static MiniDriver make(Making making) {
    try {
      return (MiniDriver) making.make();
    } catch (InvocationTargetException e) {
      throw new DriverNotUsableException("it threw " + Shown.thrown(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new DriverNotUsableException("it cannot be called: " + Shown.thrown(e), e);
    }
  }
}
