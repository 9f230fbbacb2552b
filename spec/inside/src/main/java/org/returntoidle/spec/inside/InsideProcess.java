package org.returntoidle.spec.inside;

import com.google.common.collect.ImmutableList;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Cast;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch;

/** The JVM in which a driver's interleavings are explored; {@link Inside} starts it. */
public final class InsideProcess {
  private static final int FAILED = 3;

  private InsideProcess() {}

  /**
   * Says a line for each scene that was played, up to the first violation, and ends this JVM.
   *
   * @param args driver, platform, scene, interleavings of each
   * @param drivers finds a driver by its name, or throws {@link BadInputException}
   */
  public static void run(String[] args, Function<String, DriverFactory> drivers) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err); // What a driver prints is not ours.
    endWithParent(System.in);
    int code = 0;
    try {
      Agent.attach();
      Pulse pulse = new Pulse();
      pulse.watch(() -> end("no interleaving has come to its end for a minute", out));
      Exploration exploration =
          new Exploration(pulse, () -> end(UnseenThreadException.CALLS_OUT, out));
      Cast cast =
          Cast.of(
              drivers.apply(args[0]),
              Platform.of(args[1]),
              new Limits(Scope.together(2, 1, 1), DriverSearch.HANG_AFTER));
      ImmutableList<Scene> scenes =
          args[2].equals(Inside.EVERY_SCENE)
              ? exploration.scenes(cast)
              : ImmutableList.of(Scene.parse(args[2]).orElseThrow());
      exploration.explore(cast, scenes, Integer.parseInt(args[3]), said -> say(said, out));
    } catch (BadInputException | DriverNotUsableException | UnseenThreadException e) {
      out.println(e.getMessage());
      code = FAILED;
    } catch (RuntimeException | Error e) {
      out.println("Lincheck cannot run it: " + e);
      code = FAILED;
    }
    out.flush();
    Runtime.getRuntime().halt(code); // Threads of a driver that hangs never end.
  }

  private static void say(Explored explored, PrintStream out) {
    out.println(Wire.line(explored));
  }

  /** Called by another thread: what the others do does not count. */
  private static void end(String why, PrintStream out) {
    out.println(why);
    out.flush();
    Runtime.getRuntime().halt(FAILED);
  }

  /** Nothing is ever read but the end, which comes when the JVM that started this one is gone. */
  private static void endWithParent(InputStream parent) {
    Thread watch =
        new Thread(
            () -> {
              try {
                parent.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // As good as the end.
              }
              Runtime.getRuntime().halt(FAILED);
            },
            "watches the parent");
    watch.setDaemon(true);
    watch.start();
  }
}
