package org.returntoidle.spec.report;

import java.util.Locale;

/** What is chosen on the page before a walk begins. */
public enum Choice {
  PLATFORM("Windows", "", "%s"),
  DRIVER("Driver", "", "%s driver"),
  APPLICATION("Application", "", "%s application"),
  VARIANT("Variant", "None", "%s"),
  FEEDER("Feeder", "None", "feeder: %s"),
  ITEMS("Goes from item to item", "Driver", "items: %s"),
  MESSAGES("Device messages", "None", "device messages: %s");

  private final String title;
  private final String usual;
  private final String said;

  Choice(String title, String usual, String said) {
    this.title = title;
    this.usual = usual;
    this.said = said;
  }

  /** Its name in scripts and in the ids of the page. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands beside it on the page. */
  public String title() {
    return title;
  }

  /** What need not be said; empty if every value has to be. */
  String usual() {
    return usual;
  }

  /** A value of it, in a few words. */
  String said(String value) {
    return said.replace("%s", value);
  }
}
