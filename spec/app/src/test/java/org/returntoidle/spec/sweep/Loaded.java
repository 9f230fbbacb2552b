package org.returntoidle.spec.sweep;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Some classes of the program once more, a few of them changed. */
final class Loaded extends ClassLoader {
  private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

  private final Predicate<String> own;
  private final Map<String, byte[]> changed;

  /**
   * Classes of their own.
   *
   * @param own the names of those that are not shared with everybody
   * @param changed what some of them are compiled to
   */
  Loaded(Predicate<String> own, Map<String, byte[]> changed) {
    super(Loaded.class.getClassLoader());
    this.own = own;
    this.changed = changed;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      if (!own.test(name)) {
        return super.loadClass(name, resolve);
      }
      byte[] bytes = changed.get(name);
      byte[] code = bytes == null ? FILES.computeIfAbsent(name, this::file) : bytes;
      return defineClass(name, code, 0, code.length);
    }
  }

  private byte[] file(String name) {
    try (@Nullable InputStream in =
        getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return ByteStreams.toByteArray(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** One of them, made with its constructor without arguments. */
  @SuppressWarnings("unchecked")
  <T> Function<T, String> made(Class<? extends Function<T, String>> type) {
    try {
      var constructor = loadClass(type.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Function<T, String>) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
