package org.returntoidle.model;

import org.returntoidle.model.ProtocolState.Cause;

/**
 * The hazards of the protocol itself: states that no rule forbids and nobody wants. Each can be
 * reached in some configurations and is gone in others; no driver can remove H2 to H4.
 */
public enum Hazard {
  H1(Rule.H1) {
    @Override
    public boolean occurs(Configuration configuration, ProtocolState s) {
      return !configuration.driver().asynchronous() && s.asked() && succeeded(s);
    }
  },
  H2(Rule.H2) {
    @Override
    public boolean occurs(Configuration configuration, ProtocolState s) {
      return s.result().isPresent() && s.cause() == Cause.CANCEL_IO && !s.asked();
    }
  },
  H3(Rule.H3) {
    @Override
    public boolean occurs(Configuration configuration, ProtocolState s) {
      return configuration.driver().asynchronous() && s.asked() && succeeded(s);
    }
  },
  H4(Rule.H4) {
    @Override
    public boolean occurs(Configuration configuration, ProtocolState s) {
      return s.cause() == Cause.CALLBACK_ERROR
          && s.result().filter(configuration.platform().cancelCode()::equals).isPresent();
    }
  };

  private final Rule rule;

  Hazard(Rule rule) {
    this.rule = rule;
  }

  /** The rule that describes it. */
  public Rule rule() {
    return rule;
  }

  /** Whether {@code s} shows this hazard. */
  public abstract boolean occurs(Configuration configuration, ProtocolState s);

  private static boolean succeeded(ProtocolState s) {
    return s.result().filter(HResult.S_OK::equals).isPresent();
  }
}
