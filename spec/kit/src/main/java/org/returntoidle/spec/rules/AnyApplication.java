package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;

/**
 * The protocol around a harness: an application that may do all that any of the three kinds may,
 * and no bounds, since the harness has its own.
 */
public final class AnyApplication {
  private final ImmutableList<Protocol> protocols;

  /** The protocol of such a driver on {@code platform}. */
  public AnyApplication(Platform platform, DriverKind driver) {
    this.protocols =
        Arrays.stream(ApplicationKind.values())
            .map(
                application ->
                    new Protocol(new Configuration(platform, driver, application, Bounds.NONE)))
            .collect(ImmutableList.toImmutableList());
  }

  /** The state after {@code action}; empty if it cannot happen in {@code state}. */
  public Optional<ProtocolState> next(ProtocolState state, Action action) {
    return protocols.stream()
        .flatMap(protocol -> protocol.next(state, action).stream())
        .findFirst();
  }
}
