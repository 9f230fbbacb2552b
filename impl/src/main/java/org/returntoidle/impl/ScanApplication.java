package org.returntoidle.impl;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.model.HResult;

/** A small application: keeps the bands, and cancels when asked to. Safe for several threads. */
public final class ScanApplication implements BandedDataCallback {
  @GuardedBy("this")
  private final List<Band> bands = new ArrayList<>();

  @GuardedBy("this")
  private HResult answer = HResult.S_OK;

  /** From now on callbacks return {@code code}: {@code S_FALSE} to cancel, an error to fail. */
  public synchronized void answerWith(HResult code) {
    answer = code;
  }

  @Override
  public synchronized HResult bandedDataCallback(CallbackMessage message) {
    if (message instanceof CallbackMessage.Data data) {
      bands.add(data.band());
    }
    return answer;
  }

  /** The bands so far, of all transfers. */
  public synchronized ImmutableList<Band> bands() {
    return ImmutableList.copyOf(bands);
  }
}
