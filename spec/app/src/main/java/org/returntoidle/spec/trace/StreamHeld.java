package org.returntoidle.spec.trace;

import org.returntoidle.model.Action;

/** Which stream a driver holds, as far as a trace has shown it. */
final class StreamHeld {
  private boolean asking;
  private boolean open;
  private boolean released;

  /** Whether a stream was handed out, and not released yet. */
  boolean isOpen() {
    return open;
  }

  /** Whether the one that was handed out last was released. */
  boolean isReleased() {
    return released;
  }

  /** Takes in what has happened. */
  void shows(Action action) {
    switch (action) {
      case ACQUIRE_ITEM_DATA -> {
        asking = false;
        open = false;
        released = false;
      }
      case GET_NEXT_STREAM -> {
        asking = true;
        open = false; // That it was not released has been found.
        released = false;
      }
      case CALLBACK_CONTINUES -> {
        open |= asking;
        asking = false;
      }
      case RELEASE_STREAM -> {
        released = open;
        open = false;
      }
      default -> asking &= !Words.isAnswer(action);
    }
  }
}
