package org.returntoidle.spec.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.MiniDriver;

/**
 * Loads a driver's own classes anew, so that they share no static state with those that were loaded
 * before. Everything else, above all the interfaces of device and callback, is as it is outside.
 */
final class FreshClasses extends ClassLoader {
  /** The only ones of ours that are not shared: a driver may be made of them. */
  private static final String IMPLEMENTATION = "org.returntoidle.impl.";

  private static final String OURS = "org.returntoidle.";

  private final ClassLoader parent;
  private final Class<?> type;

  private FreshClasses(ClassLoader parent, Class<?> type) {
    super(parent);
    this.parent = parent;
    this.type = type;
  }

  /** {@code type} again; empty if it cannot be loaded a second time. */
  static Optional<Class<?>> load(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null || type.getProtectionDomain().getCodeSource() == null) {
      return Optional.empty();
    }
    try {
      Class<?> again = Class.forName(type.getName(), false, new FreshClasses(loader, type));
      return again == type ? Optional.empty() : Optional.of(again);
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** Whether an object's class was loaded anew. */
  static boolean isOne(Object object) {
    return object.getClass().getClassLoader() instanceof FreshClasses;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      Class<?> shared = Class.forName(name, false, parent);
      return isDrivers(shared) ? again(shared) : shared;
    }
  }

  private boolean isDrivers(Class<?> shared) {
    String name = shared.getName();
    if (name.startsWith(IMPLEMENTATION) || shared == type) {
      return true;
    }
    if (shared.getClassLoader() != type.getClassLoader()) {
      return false;
    }
    if (name.startsWith(type.getPackageName() + ".")) {
      return true;
    }
    // A class path of the driver's own has nothing else; ours has us and libraries, too.
    return !name.startsWith(OURS)
        && (type.getClassLoader() != MiniDriver.class.getClassLoader() || isBeside(shared));
  }

  /** Whether it comes from where the driver comes from, or is at least in no library. */
  private boolean isBeside(Class<?> shared) {
    Optional<Path> source = source(shared);
    return source.isPresent()
        && !source.equals(source(MiniDriver.class))
        && (source.equals(source(type)) || Files.isDirectory(source.get()));
  }

  private static Optional<Path> source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | RuntimeException e) { // Not a file: no provider knows it.
      return Optional.empty();
    }
  }

  private Class<?> again(Class<?> shared) throws ClassNotFoundException {
    String name = shared.getName();
    try (InputStream bytes = bytes(shared)) {
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = bytes.readAllBytes();
      return defineClass(name, code, 0, code.length, shared.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static @Nullable InputStream bytes(Class<?> shared) {
    ClassLoader loader = shared.getClassLoader();
    return loader == null
        ? null
        : loader.getResourceAsStream(shared.getName().replace('.', '/') + ".class");
  }
}
