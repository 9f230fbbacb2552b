package org.returntoidle.model;

import com.google.common.collect.ImmutableList;

/**
 * What Windows demands of every scanner driver that transfers to streams: the hardware requirement
 * <em>Device.Imaging.Scanner.Base.dataTransfer</em>, bullet by bullet, in our words.
 *
 * @param bullet its number, from 1
 * @param must what a driver must do, or must not; it follows "the driver must"
 * @param notChecked why it is not checked here; empty if it is
 * @param rules what it says as rules
 */
public record Requirement(int bullet, String must, String notChecked, ImmutableList<Rule> rules) {
  /** Its name in Microsoft's documents. */
  public static final String NAME = "Device.Imaging.Scanner.Base.dataTransfer";

  private static final String SHOWN =
      "verify shows it and does not judge it, in its line \"status messages\"";

  private static final ImmutableList<Requirement> ALL =
      ImmutableList.of(
          of(1, "download with Write, Seek and SetSize only", "", Rule.V17),
          of(
              2,
              "upload with Read, Seek and Stat only",
              "uploads are not played",
              Rule.V17,
              Rule.V23),
          of(3, "send a percentage between 0 and 100", SHOWN, Rule.V22),
          of(4, "send the right number of bytes", SHOWN, Rule.V22),
          of(5, "append to a stream that is not empty", "", Rule.V18),
          of(
              6,
              "succeed with good parameters in every format that it supports",
              "",
              Rule.L4,
              Rule.D7),
          of(7, "release the stream before it returns or asks for the next one", "", Rule.V15),
          of(8, "send one stream for a multi-page file", "", Rule.V14),
          of(9, "send one stream for each item of a single-page format", "", Rule.V14),
          of(10, "return S_FALSE when SendMessage gave S_FALSE", "", Rule.V10),
          of(11, "go on with later items after a skip", "", Rule.V3a),
          of(12, "return S_OK after a skip, with one item or several", "", Rule.V3a),
          of(13, "abort all items when GetNextStream gave S_FALSE", "", Rule.V11),
          of(14, "return sooner when canceled than when complete", "", Rule.V13),
          of(15, "return a failure when GetNextStream fails", "", Rule.V20),
          of(16, "return a standard COM failure for a null stream", "", Rule.V20),
          of(17, "return a failure when SendMessage fails", "", Rule.V20),
          of(18, "transfer while an identical device transfers", "", Rule.V30),
          of(19, "return a failure when a stream method fails", "", Rule.V19),
          of(
              20,
              "seek to the right position after start, GetNextStream and SendMessage",
              "",
              Rule.V18),
          of(
              21,
              "work again after the service ended in mid-transfer and was restarted",
              "",
              Rule.V29),
          of(22, "ignore CANCEL_IO while no transfer runs", "", Rule.V8),
          of(
              23,
              "transfer after the format property was written as signed or unsigned",
              "it is about properties, which are not played"),
          of(
              24,
              "not use the stream, but to release it, after S_FALSE, SKIP_ITEM or an error",
              "",
              Rule.V16),
          of(25, "not use it after the return or the next GetNextStream", "", Rule.V16),
          of(26, "not send END_OF_STREAM or END_OF_TRANSFER", "", Rule.V21),
          of(
              27,
              "not call SendMessage or GetNextStream after SendMessage gave S_FALSE or an error",
              "",
              Rule.V12),
          of(
              28,
              "not crash or hang on an upload with an invalid or empty stream",
              "uploads are not played",
              Rule.V23));

  private static Requirement of(int bullet, String must, String notChecked, Rule... rules) {
    return new Requirement(bullet, must, notChecked, ImmutableList.copyOf(rules));
  }

  /** All bullets, in their order. */
  public static ImmutableList<Requirement> all() {
    return ALL;
  }

  /** Whether a driver is checked for it. */
  public boolean isChecked() {
    return notChecked.isEmpty();
  }
}
