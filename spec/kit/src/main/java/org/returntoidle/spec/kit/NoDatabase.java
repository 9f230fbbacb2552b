package org.returntoidle.spec.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Removes the file in which jqwik notes what has failed, if it was made for the checks of a
 * contract alone: they draw nothing by which jqwik could repeat a failure, so it would be left in
 * the user's project for nothing. A file that was there before, that has properties of the user's
 * own, or whose name the user has chosen stays. JUnit's launcher finds this class by itself.
 */
public final class NoDatabase implements TestExecutionListener {
  /** Where jqwik puts it, unless it is told otherwise. */
  private static final String FILE = ".jqwik-database";

  private static final String SETTING = "jqwik.database";

  private final Path file;
  private boolean isOurs;

  /** For the file in the working directory. */
  public NoDatabase() {
    this(Path.of(FILE));
  }

  NoDatabase(Path file) {
    this.file = file;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    isOurs =
        Files.notExists(file)
            && plan.getConfigurationParameters().get(SETTING).isEmpty()
            && plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(test -> test.isTest() && test.getUniqueId().startsWith("[engine:jqwik]"))
                .allMatch(NoDatabase::isCheck);
  }

  private static boolean isCheck(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaMethod().getDeclaringClass())
        .filter(type -> type.isInterface() && DriverContract.class.isAssignableFrom(type))
        .isPresent();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (!isOurs) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // JUnit logs it, and fails no test.
    }
  }
}
