package org.returntoidle.model;

import java.util.Arrays;
import java.util.stream.Stream;

/** Every platform × driver × application of the protocol. */
final class Configurations {
  private Configurations() {}

  static Stream<Configuration> all(Bounds bounds) {
    return Arrays.stream(Platform.values())
        .flatMap(
            platform ->
                Arrays.stream(DriverKind.values())
                    .flatMap(
                        driver ->
                            Arrays.stream(ApplicationKind.values())
                                .map(
                                    application ->
                                        new Configuration(platform, driver, application, bounds))));
  }
}
