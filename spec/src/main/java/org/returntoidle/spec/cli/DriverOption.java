package org.returntoidle.spec.cli;

import picocli.CommandLine.Option;

/** The option that says which driver is meant. */
final class DriverOption {
  @Option(
      names = "--driver",
      paramLabel = "NAME|CLASS",
      defaultValue = "reference",
      description = "A built-in driver or a class (default: ${DEFAULT-VALUE}).")
  private String driver = "reference";

  String driver() {
    return driver;
  }
}
