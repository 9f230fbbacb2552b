package org.returntoidle.spec.harness;

/** Keeps what the harness does apart from what is explored, which is the driver. */
public interface Explorer {
  /** Explores nothing. */
  Explorer NONE =
      new Explorer() {
        @Override
        public void leave() {}

        @Override
        public void enter() {}

        @Override
        public boolean ends(Throwable thrown) {
          return false;
        }
      };

  /** The explored code is left. */
  void leave();

  /** It goes on. */
  void enter();

  /** Whether {@code thrown} is how the explorer ends a thread. */
  boolean ends(Throwable thrown);
}
