package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import org.returntoidle.spec.inside.InsideProcess;
import org.returntoidle.spec.verify.Subjects;

/** The JVM in which interleavings are explored, of a class or of a driver that is built in. */
public final class InsideMain {
  private InsideMain() {}

  /** Called with what {@link InsideProcess#run} takes. */
  public static void main(String[] args) {
    InsideProcess.run(args, name -> Subjects.find(name, ImmutableList.of()).factory());
  }
}
