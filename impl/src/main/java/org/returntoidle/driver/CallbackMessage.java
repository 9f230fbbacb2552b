package org.returntoidle.driver;

/** What a callback carries. */
public sealed interface CallbackMessage {
  /** A band of the image: {@code IT_MSG_DATA}. */
  record Data(Band band) implements CallbackMessage {}

  /**
   * No data, only a sign of life, so that the application can cancel: {@code IT_MSG_STATUS}.
   *
   * @param percentComplete 0 to 100
   */
  record Status(int percentComplete) implements CallbackMessage {}
}
