package org.returntoidle.model;

import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;

import com.google.common.collect.ImmutableList;
import java.util.OptionalInt;
import org.returntoidle.model.rows.Limit;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;

/**
 * What one configuration of the protocol says: the constants of {@code CancelProtocol.tla}, by
 * their names. Where rows and invariant differ between two configurations, it is in these.
 *
 * @param driver the {@link DriverKind}
 * @param application the {@link ApplicationKind}
 * @param cancelCode what reports a cancel on this platform (A5, D16)
 * @param bands most reads of one image, or {@link #NO_BOUND}; so are the next three
 * @param inTransit most {@code CANCEL_IO} under way at once, where cancels have no bound
 */
public record Parameters(
    Term<ProtocolState> driver,
    Term<ProtocolState> application,
    Term<ProtocolState> cancelCode,
    Term<ProtocolState> bands,
    Term<ProtocolState> transfers,
    Term<ProtocolState> cancels,
    Term<ProtocolState> faults,
    Term<ProtocolState> inTransit) {
  /** What stands for a bound where there is none. */
  public static final Term<ProtocolState> NO_BOUND = Limit.noBound();

  /** Those of {@code configuration}. */
  public static Parameters of(Configuration configuration) {
    Bounds bounds = configuration.bounds();
    return new Parameters(
        named("Driver", configuration.driver()),
        named("Application", configuration.application()),
        named("CancelCode", configuration.platform().cancelCode()),
        bound("Bands", bounds.bands()),
        bound("Transfers", bounds.transfers()),
        bound("Cancels", bounds.cancels()),
        bound("Faults", bounds.faults()),
        named("InTransit", Bounds.IN_TRANSIT));
  }

  /** Every one of them. */
  public ImmutableList<Term<ProtocolState>> all() {
    return ImmutableList.of(
        driver, application, cancelCode, bands, transfers, cancels, faults, inTransit);
  }

  /** CANCEL_IO tells the driver something (B4, B5). */
  public Term<ProtocolState> asynchronous() {
    return isNot(driver, DriverKind.NOT_ASYNCHRONOUS);
  }

  /** An application that cancels both ways never answers S_OK again (B5). */
  public Term<ProtocolState> mustCancel() {
    return new Term.Named<>(
        "MustCancel", and(is(application, ApplicationKind.BOTH), Vocabulary.ASKED));
  }

  /** So many reads of one image can come before the one that brings its last band. */
  public Term<ProtocolState> readsBeforeLast() {
    return new Limit<>(bands).less("ReadsBeforeLast").term();
  }

  /** There is no such bound. */
  public static Term<ProtocolState> unbounded(Term<ProtocolState> bound) {
    return new Limit<>(bound).isNone();
  }

  /** One more fits. */
  public static Term<ProtocolState> allows(
      Term<ProtocolState> bound, Variable<ProtocolState> count) {
    return new Limit<>(bound).allows(count);
  }

  /** One more, where it is counted. */
  static Term<ProtocolState> counted(Term<ProtocolState> bound, Variable<ProtocolState> count) {
    return new Limit<>(bound).counted(count);
  }

  /** Where cancels are not counted, no more than so many are under way at once. */
  Term<ProtocolState> room() {
    return new Term.If<>(
        unbounded(cancels), new Term.Less<>(Vocabulary.IN_TRANSIT, inTransit), constant(true));
  }

  private static Term<ProtocolState> bound(String name, OptionalInt bound) {
    return Limit.<ProtocolState>of(name, bound).term();
  }

  private static Term<ProtocolState> named(String name, Object value) {
    return new Term.Named<>(name, constant(value));
  }
}
