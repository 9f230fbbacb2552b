package org.returntoidle.spec.sweep;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.model.Action;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.trace.TraceChecker;

/** One class as the compiler reads it: its trees, with their types and places. */
final class JavaText {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Not for use by several threads. */
  private static final ThreadLocal<StandardJavaFileManager> FILES =
      ThreadLocal.withInitial(
          () -> COMPILER.getStandardFileManager(d -> {}, null, StandardCharsets.UTF_8));

  private static final ImmutableList<String> OPTIONS =
      ImmutableList.of(
          "-proc:none",
          "--limit-modules",
          "java.base",
          "-implicit:none",
          "-nowarn",
          "-g:none",
          "-cp",
          Stream.of(
                  Action.class,
                  MiniDriver.class,
                  Judge.class,
                  TraceChecker.class,
                  ImmutableList.class,
                  CanIgnoreReturnValue.class,
                  Nullable.class)
              .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
              .distinct()
              .collect(Collectors.joining(File.pathSeparator)));

  private final CompilationUnitTree unit;
  private final Trees trees;

  /** Reads {@code source}, which has no errors. */
  JavaText(Source source) {
    JavacTask task =
        (JavacTask)
            COMPILER.getTask(null, FILES.get(), d -> {}, OPTIONS, null, List.of(new Text(source)));
    try {
      this.unit = task.parse().iterator().next();
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(source.name(), e);
    }
    this.trees = Trees.instance(task);
  }

  CompilationUnitTree unit() {
    return unit;
  }

  int start(Tree tree) {
    return (int) trees.getSourcePositions().getStartPosition(unit, tree);
  }

  int end(Tree tree) {
    return (int) trees.getSourcePositions().getEndPosition(unit, tree);
  }

  @Nullable TypeMirror type(TreePath path) {
    return trees.getTypeMirror(path);
  }

  @Nullable Element element(TreePath path) {
    return trees.getElement(path);
  }

  /** The classes that {@code source} is compiled to, by name; empty if it has errors. */
  static Optional<Map<String, byte[]>> compiled(Source source) {
    try (Classes classes = new Classes()) {
      boolean right =
          COMPILER.getTask(null, classes, d -> {}, OPTIONS, null, List.of(new Text(source))).call();
      return right ? Optional.of(classes.bytes()) : Optional.empty();
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(Source source) {
      super(URI.create("text:///" + source.name().replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = source.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** What the compiler writes, in memory. */
  private static final class Classes extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Classes() {
      super(FILES.get());
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("bytes:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(name, n -> new ByteArrayOutputStream());
        }
      };
    }

    @Override
    public void close() {} // The files are shared.

    Map<String, byte[]> bytes() {
      Map<String, byte[]> bytes = new HashMap<>();
      written.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
      return bytes;
    }
  }
}
