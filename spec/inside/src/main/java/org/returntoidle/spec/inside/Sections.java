package org.returntoidle.spec.inside;

import org.jetbrains.lincheck.util.AnalysisSectionsKt;
import org.returntoidle.spec.harness.Explorer;

/** Tells Lincheck what is ours: it neither looks at it nor changes threads in it. */
final class Sections implements Explorer {
  @Override
  public void leave() {
    AnalysisSectionsKt.enterIgnoredSection();
  }

  @Override
  public void enter() {
    AnalysisSectionsKt.leaveIgnoredSection();
  }

  @Override
  public boolean ends(Throwable thrown) {
    return AnalysisSectionsKt.isLincheckInternalException(thrown);
  }
}
