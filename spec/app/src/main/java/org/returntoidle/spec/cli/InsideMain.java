package org.returntoidle.spec.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Meeting;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.inside.Exploration;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Subjects;

/** trial */
public final class InsideMain {
  public static void main(String[] args) {
    PrintStream out = System.out;
    Subject subject = Subjects.find(args[0], args.length > 3 ? List.of(args[3]) : List.of());
    Platform platform = args[1].equals("XP") ? Platform.XP : Platform.VISTA;
    int most = Integer.parseInt(args[2]);
    Meeting.Cast cast =
        Meeting.Cast.of(
            subject.factory(),
            platform,
            new Limits(Scope.together(2, 1, 2), Duration.ofSeconds(10)));
    long start = System.nanoTime();
    long total = 0;
    boolean all = true;
    for (Scene scene : Exploration.scenes(cast)) {
      long t = System.nanoTime();
      Explored e = Exploration.explore(cast, scene, most);
      total += e.interleavings();
      all &= e.all();
      out.printf(
          "%-50s %6d %s %5.2f %s%n",
          scene,
          e.interleavings(),
          e.all() ? "all" : "   ",
          (System.nanoTime() - t) / 1e9,
          e.notTested().orElse(""));
      if (System.getProperty("detail") != null && e.notTested().isPresent()) {
        out.println(e.notTested().get());
        break;
      }
      if (e.violation().isPresent()) {
        out.println(e.violation().get().rule() + " " + e.violation().get().says());
        out.println(e.violation().get().trace());
        if (System.getProperty("detail") != null) out.println(e.violation().get().detail());
        break;
      }
    }
    out.printf("total %d %s %.2f s%n", total, all, (System.nanoTime() - start) / 1e9);
    Runtime.getRuntime().halt(0);
  }
}
