package org.returntoidle.model.stream;

/** Where the pages of a stream transfer come from, and how many are wanted (V5). */
public enum StreamFeeder {
  /** A flatbed: whoever uses it says which page is the last. */
  NONE("None"),
  /** A feeder and a number of pages: it ends with the last of them, or with the last sheet. */
  NUMBER("Number"),
  /** A feeder and all pages that it has: only the empty feeder ends it. */
  ALL("All");

  private final String label;

  StreamFeeder(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
