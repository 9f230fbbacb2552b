package org.returntoidle.spec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Cast;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.inside.Exploration;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.Wire;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verify.Subjects;

/** The JVM in which a driver's interleavings are explored; {@code verify --inside} starts it. */
public final class InsideMain {
  private static final int BEFORE_CLASSPATH = 3;

  private InsideMain() {}

  /**
   * Says a line for each scene, up to the first violation.
   *
   * @param args driver, platform, interleavings of each scene, and the driver's class path
   */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err); // What a driver prints is not ours.
    int code = 0;
    try {
      List<String> classpath = Arrays.asList(args).subList(BEFORE_CLASSPATH, args.length);
      Cast cast =
          Cast.of(
              Subjects.find(args[0], classpath).factory(),
              Platform.of(args[1]),
              new Limits(Scope.together(2, 1, 1), DriverSearch.HANG_AFTER));
      explore(cast, Integer.parseInt(args[2]), out);
    } catch (BadInputException | DriverNotUsableException e) {
      out.println(e.getMessage());
      code = ExitCode.FAILED;
    } catch (RuntimeException | Error e) {
      out.println("Lincheck cannot run it: " + e);
      code = ExitCode.FAILED;
    }
    out.flush();
    Runtime.getRuntime().halt(code); // Threads of a driver that hangs never end.
  }

  private static void explore(Cast cast, int most, PrintStream out) {
    for (Scene scene : Exploration.scenes(cast)) {
      Explored explored = Exploration.explore(cast, scene, most);
      out.println(Wire.line(explored));
      if (explored.violation().isPresent()) {
        return;
      }
    }
  }
}
