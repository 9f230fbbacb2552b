package org.returntoidle.spec.verify;

import com.google.common.base.Splitter;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.process.ProcessDriverFactory;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.text.Similar;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverClass;
import org.returntoidle.spec.verdict.Subject;

/** Finds the driver that a command line names. */
public final class Subjects {
  private Subjects() {}

  /**
   * A driver in a process of its own.
   *
   * @param command the program and its arguments, quoted where they contain blanks
   * @throws BadInputException if there is no program in it, or a quote has no end
   */
  public static Subject process(String command) {
    return new Subject(
        Subject.PROCESS + command, new ProcessDriverFactory(words(command)), Reading.PERMISSIVE);
  }

  /** The program and its arguments. */
  static List<String> words(String command) {
    String[] words;
    try {
      words = CommandLineUtils.translateCommandline(command);
    } catch (Exception e) { // It declares no narrower one.
      throw new BadInputException("--exec: " + Shown.name(command) + ": " + e.getMessage());
    }
    if (words.length == 0) {
      throw new BadInputException("--exec: the command is empty");
    }
    return List.of(words);
  }

  /**
   * The same driver, said to survive what device and callbacks throw (D21).
   *
   * @throws BadInputException if it is a process
   */
  public static Subject surviving(Subject subject) {
    if (subject.isProcess()) {
      throw new BadInputException("--throws: nothing can be thrown into another process");
    }
    return new Subject(subject.name(), new SurvivingFactory(subject.factory()), subject.reading());
  }

  private record SurvivingFactory(DriverFactory factory) implements DriverFactory {
    @Override
    public WiaDriver create(ScannerDevice device) {
      return factory.create(device);
    }

    @Override
    public boolean survives() {
      return true;
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
      return factory.inFreshClasses().map(SurvivingFactory::new);
    }
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
    if (name.startsWith(Subject.PROCESS)) {
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
        new URLClassLoader(urls.toArray(URL[]::new), Subjects.class.getClassLoader());
    try {
      return DriverClass.load(name, loader);
    } catch (ClassNotFoundException e) {
      throw new BadInputException(unknown(name, urls));
    }
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
}
