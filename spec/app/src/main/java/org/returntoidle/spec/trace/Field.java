package org.returntoidle.spec.trace;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;

/** The fields of a line; the first five are those of the header. */
enum Field {
  FORMAT,
  PLATFORM,
  DRIVER,
  RECORDS,
  CAPABILITIES,
  EVENT,
  DEVICE,
  THREAD,
  TIME,
  TRANSFER,
  BAND,
  LAST,
  BYTES,
  PAGES,
  TYMED,
  CODE,
  MANNER,
  RULE,
  SAYS;

  static final ImmutableMap<String, Field> BY_LABEL =
      Arrays.stream(values()).collect(toImmutableMap(Field::label, field -> field));

  static final ImmutableSet<Field> OF_HEADER =
      Sets.immutableEnumSet(EnumSet.range(FORMAT, CAPABILITIES));

  /** Those that every event may have. */
  static final ImmutableSet<Field> OF_EVENT =
      Sets.immutableEnumSet(EVENT, DEVICE, THREAD, TIME, TRANSFER);

  /** The name in the file. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "\"" + label() + "\"";
  }
}
