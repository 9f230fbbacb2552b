package org.returntoidle.spec.report;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Platform;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamVariant;

/** The protocols without bounds that the page can walk. */
final class Profiles {
  /** A configuration and its profile. */
  record StreamProfile(StreamConfiguration configuration, Profile<StreamState> profile) {}

  /** Made once: their rows are made fast at their first use. */
  private static final Supplier<ImmutableList<StreamProfile>> STREAMS =
      Suppliers.memoize(
          () ->
              ofStreams()
                  .map(c -> new StreamProfile(c, Profile.of(c)))
                  .collect(ImmutableList.toImmutableList()));

  private Profiles() {}

  /** Every platform × driver × application with bands, those of the newest platform first. */
  static ImmutableList<Profile<ProtocolState>> bands() {
    return Configuration.all(Bounds.NONE)
        .sorted(Comparator.comparingInt(Profiles::age).reversed())
        .map(configuration -> Profile.of(configuration))
        .collect(ImmutableList.toImmutableList());
  }

  private static int age(Configuration configuration) {
    return Platform.banded().indexOf(configuration.platform());
  }

  /** Every driver × application with streams, as the reference is. */
  static Stream<StreamConfiguration> reference() {
    return StreamConfiguration.all(StreamBounds.NONE);
  }

  /** The same, and every variant of each; and with messages about faults. */
  static Stream<StreamConfiguration> withHazards() {
    return Stream.concat(
        Arrays.stream(StreamVariant.values())
            .flatMap(variant -> reference().map(c -> c.with(variant))),
        Stream.of(StreamMessages.UNHANDLED, StreamMessages.HANDLED)
            .flatMap(messages -> reference().map(c -> c.with(messages))));
  }

  /** Every feeder of these; whoever goes from item to item, and messages, of the reference only. */
  static Stream<StreamConfiguration> ofStreams() {
    return Arrays.stream(StreamFeeder.values())
        .flatMap(feeder -> withHazards().map(c -> c.with(feeder)))
        .flatMap(
            c ->
                c.variant() == StreamVariant.NONE
                    ? Arrays.stream(StreamItems.values()).map(items -> c.with(items))
                    : Stream.of(c));
  }

  /** The same as profiles. */
  static ImmutableList<StreamProfile> streams() {
    return STREAMS.get();
  }

  /** All of them. */
  static ImmutableList<Profile<?>> all() {
    return Stream.concat(bands().stream(), streams().stream().map(StreamProfile::profile))
        .collect(ImmutableList.toImmutableList());
  }
}
