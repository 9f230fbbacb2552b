package org.returntoidle.spec.drivers;

/** What a {@link PlainStreamDriver} does otherwise; the first ones are right, too. */
enum Habit {
  // Right in another way.
  /** {@code CANCEL_IO} is claimed and believed: the read in flight is given up at once. */
  BELIEVES_EVENT,
  /** {@code CANCEL_IO} is claimed; the driver asks first, once the read has completed. */
  ASKS_AFTER_EVENT,
  /** A message comes before each page, too. */
  TELLS_BEFORE_PAGE,
  /** The device is stopped once the last band is read, before that is written. */
  STOPS_EARLY,
  /** The stream is asked for once the page's first band was read (H7). */
  ASKS_WITH_FIRST_BAND,
  /** A skipped page that is the last is not scanned at all. */
  SKIPS_LAST_UNSCANNED,
  /** The stream is released only when the next one is needed, or at the end. */
  RELEASES_LATE,
  /** Another error is returned for that of a callback (V20 asks for one, not for which). */
  REPLACES_ERRORS,
  /** A fault of the device is told of, and read again if its cause is repaired (V31, V32). */
  TELLS_OF_FAULT,
  /** It looks whether the device scans, before it starts it and after it has stopped it. */
  LOOKS_AT_DEVICE,
  /** A device that is gone is left alone. */
  HEEDS_DISCONNECT,

  // Wrong.
  /** {@code S_FALSE} from {@code SendMessage} ends the transfer as a success. */
  MESSAGE_CANCEL_IS_SUCCESS,
  /** After {@code S_FALSE} one more message is sent: "canceled". */
  TELLS_OF_CANCEL,
  /** After {@code S_FALSE} for one page the next one's stream is asked for. */
  ASKS_FOR_NEXT,
  /** After {@code S_FALSE} the rest of the paper is pulled through. */
  FEEDS_THE_REST,
  /** A cancel is reported as an error. */
  CANCEL_IS_ERROR,
  /** What was read when the cancel came is written all the same. */
  FLUSHES,
  /** The answer to {@code GetNextStream} is returned as it is. */
  RETURNS_SKIP,
  /** A skipped page ends the transfer. */
  SKIP_ENDS,
  /** A skipped page is an error. */
  SKIP_IS_ERROR,
  /** A skipped page is not scanned, so that its sheet becomes the next page. */
  SKIPS_UNSCANNED,
  /** The stream is released only if all went well. */
  KEEPS_STREAM_ON_CANCEL,
  /** The next stream is asked for before the last one is released. */
  KEEPS_STREAM_OF_PAGE,
  /** The stream is asked how large it is. */
  ASKS_STREAM,
  /** Nothing seeks. */
  NEVER_SEEKS,
  /** Only a new stream is sought in. */
  SEEKS_ONCE,
  /** A failed write is taken for a good one. */
  IGNORES_WRITE_ERROR,
  /** A short write is taken for a whole one. */
  IGNORES_SHORT_WRITE,
  /** {@code GetNextStream} fails: the transfer is reported as canceled. */
  STREAM_ERROR_IS_CANCEL,
  /** No stream is given: the page is taken for one that is skipped. */
  NO_STREAM_IS_SKIP,
  /** No stream is given: that is reported as the device's error. */
  NO_STREAM_IS_DEVICES,
  /** Only {@code S_FALSE} from {@code SendMessage} is looked at. */
  IGNORES_MESSAGE_ERROR,
  /** A fault is told of, and the driver reads on whatever the answer. */
  READS_ON_UNREPAIRED,
  /** A fault is told of, and it is the result although its cause is repaired. */
  FAULT_ANYWAY,
  /** A fault is told of, and it is the result although the user cancels. */
  FAULT_BEATS_CANCEL,
  /** A fault is told of, and if nobody repairs its cause, that is a success. */
  GIVEN_UP_IS_SUCCESS,
  /** That the device warms up is told of as an error. */
  WARM_UP_IS_ERROR,
  /** That the device warms up is told of once, and then no more. */
  TELLS_OF_WARM_UP_ONCE,
  /** That it looks at the device is claimed, and it starts it without a look. */
  STARTS_BLINDLY,
  /** It looks before it starts the device, and not after it has stopped it. */
  LEAVES_IT_LOUD,
  /** That a device which is gone is left alone is claimed, and it is stopped all the same. */
  STOPS_WHAT_IS_GONE,
  /** After the first page every fault is reported as END_OF_MEDIA, also in the middle of one. */
  FAULT_IS_AN_END_ANYWHERE,
  /** {@code SKIP_ITEM} from {@code SendMessage} is taken for a skip of the page. */
  MESSAGE_SKIPS,
  /** Of the answer of {@code GetNextStream} only the sign is looked at (H9). */
  LOOKS_AT_SIGN,
  /** {@code END_OF_STREAM} is sent when a page is out. */
  SENDS_END_OF_STREAM,
  /** {@code END_OF_TRANSFER} is sent at the end. */
  SENDS_END_OF_TRANSFER,
  /** A {@code CANCEL_IO} while idle cancels the next transfer; otherwise it is believed. */
  KEEPS_IDLE_EVENT,
  /** A page is read whole before anything is written or told. */
  SCANS_FIRST,
  /** Nothing is told while the device is not ready. */
  WAITS_DEAF,
  /** If {@code GetNextStream} says no, the device that was started before is left on. */
  LEFT_ON,
  /** {@code CANCEL_IO} is claimed, answered {@code S_OK}, and has no effect. */
  EVENT_WITHOUT_EFFECT,
  /** After {@code CANCEL_IO} what was read is written first, and only then is asked. */
  WRITES_BEFORE_ASKING,
  /** The pages after the first are forgotten. */
  ONE_PAGE,
  /** Every page goes into the first stream. */
  ONE_STREAM,
  /** Each page gets a stream, also where all are to go into one. */
  STREAM_PER_PAGE,
  /** A page that is skipped is not counted as one of those that are wanted. */
  SKIPS_DO_NOT_COUNT,
  /** Fewer pages than were wanted are reported as success. */
  FEWER_IS_SUCCESS,
  /** A feeder without a single sheet is reported as success. */
  EMPTY_IS_SUCCESS,
  /** A feeder that is empty after a page is reported as an error. */
  EMPTY_IS_ERROR,
  /** Where all pages are wanted, an empty feeder is reported as END_OF_MEDIA. */
  ENDS_OF_MEDIA,
  /** A fault between two pages is reported as END_OF_MEDIA. */
  FAULT_IS_THE_END,
  /** The next page is scanned before its stream is asked for. */
  SCANS_AHEAD,
  /** What was scanned ahead is kept when the transfer ends. */
  KEEPS_AHEAD,
  /** The last band is read and never written. */
  LAST_BAND_LOST,
  /** The button is reported as an error. */
  BUTTON_IS_ERROR,
  /** A fault of the device is reported as a cancel. */
  FAULT_IS_CANCEL,
  /** What a transfer that was canceled has read is written in the next one. */
  OLD_DATA,
  /** The driver says that it survives what device, stream and callbacks throw. */
  CLAIMS_TO_SURVIVE
}
