package org.returntoidle.spec.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.StreamTransferContext.Tymed;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Job;
import org.returntoidle.spec.text.Shown;

/**
 * Reads a trace in constant memory: JSON Lines, a header and then an event on each line, fields in
 * any order. What is not as the schema says is refused with its line. For use by one thread.
 */
public final class TraceReader implements AutoCloseable {
  private static final ImmutableSet<Field> OF_STREAMS =
      Sets.immutableEnumSet(Field.PAGES, Field.TYMED);

  /** The JSON Schema of a line. */
  public static final URL SCHEMA = Resources.getResource(TraceReader.class, "trace-2.schema.json");

  /** The longest text or number in a line. */
  static final int LONGEST = 1_000;

  private static final int CODES_REMEMBERED = 1_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST)
                  .maxNameLength(LONGEST)
                  .maxNumberLength(LONGEST)
                  .maxNestingDepth(10)
                  .build())
          .build();

  private final String file;
  private final JsonParser json;
  private final Map<String, HResult> codes = new HashMap<>();
  private long line;
  private boolean older;

  /** Whether the header says that transfers go to streams. */
  private boolean streams;

  private final Set<Field> seen = EnumSet.noneOf(Field.class);

  // The fields of the line that is being read.
  private long format;
  private @Nullable Platform platform;
  private @Nullable DriverKind driver;
  private ImmutableSet<Action> records = ImmutableSet.of();
  private ImmutableSet<Capability> capabilities = ImmutableSet.of();
  private @Nullable Action action;
  private String device = "";
  private @Nullable String thread;
  private long time;
  private int transfer;
  private int band;
  private boolean last;
  private @Nullable HResult code;
  private @Nullable Manner manner;
  private @Nullable Rule rule;
  private String says = "";
  private int pages;
  private Tymed tymed = Tymed.FILE;
  private long bytes;

  /**
   * Reads from {@code in}.
   *
   * @param file its name in messages
   * @throws DamagedTraceException if not even its first bytes can be read
   */
  public TraceReader(String file, InputStream in) throws DamagedTraceException {
    this.file = file;
    try {
      this.json = JSON.createParser(in);
    } catch (IOException e) {
      throw new DamagedTraceException(file, 1, cannotBeRead(e));
    }
  }

  /**
   * The first line.
   *
   * @throws DamagedTraceException if it is not a header that this version reads
   */
  public TraceHeader header() throws DamagedTraceException {
    if (!readLine()) {
      throw new DamagedTraceException(file, 1, "the file is empty; a trace begins with a header");
    }
    if (!seen.contains(Field.FORMAT)) {
      throw damaged("a trace begins with a header, which has \"format\"");
    }
    older = format == TraceHeader.FIRST;
    if (!older && format != TraceHeader.SECOND) {
      throw damaged(
          "\"format\" is "
              + format
              + "; this version reads formats "
              + TraceHeader.FIRST
              + " and "
              + TraceHeader.SECOND);
    }
    if (older && seen.contains(Field.CAPABILITIES)) {
      throw damaged(Field.CAPABILITIES + " needs format " + TraceHeader.SECOND);
    }
    for (Action recorded : records) {
      checkFormat(recorded);
    }
    for (Field field : seen) {
      if (!Field.OF_HEADER.contains(field)) {
        throw damaged(field + " does not belong into the header");
      }
    }
    Platform version = platform;
    DriverKind kind = driver;
    if (version == null || kind == null) {
      throw damaged((version == null ? Field.PLATFORM : Field.DRIVER) + " is missing");
    }
    streams = version.streams();
    if (streams && older) {
      throw damaged("platform " + version + " needs format " + TraceHeader.SECOND);
    }
    for (Action recorded : records) {
      checkWord(recorded);
    }
    return new TraceHeader((int) format, version, kind, records, capabilities);
  }

  /**
   * The next event; null at the end.
   *
   * @throws DamagedTraceException if the line is not an event
   */
  public @Nullable RecordedEvent next() throws DamagedTraceException {
    if (!readLine()) {
      return null;
    }
    check();
    Action happened = action;
    HResult given = code;
    boolean answer = happened != null && Action.CALLBACK_ANSWERS.contains(happened);
    return new RecordedEvent(
        line,
        answer && given != null && !streams ? Answer.action(given) : happened,
        device,
        thread,
        time,
        transfer,
        band,
        last,
        code,
        manner,
        rule,
        says,
        new Job(pages, tymed == Tymed.MULTIPAGE_FILE),
        bytes);
  }

  private void check() throws DamagedTraceException {
    if (!seen.contains(Field.EVENT)) {
      throw damaged("\"event\" is missing");
    }
    Action happened = action;
    if (happened != null) {
      checkWord(happened);
    }
    for (Field field : seen) {
      boolean fits =
          happened == null
              ? Field.OF_EVENT.contains(field) || field == Field.RULE || field == Field.SAYS
              : Words.allows(happened, field) && (streams || !OF_STREAMS.contains(field));
      if (!fits) {
        throw damaged(field + " does not belong to " + name(happened));
      }
    }
    for (Field field : happened == null ? Set.of(Field.RULE, Field.SAYS) : Words.needed(happened)) {
      if (!seen.contains(field)) {
        throw damaged(name(happened) + " needs " + field);
      }
    }
    HResult given = code;
    if (happened != null && given != null && !fits(happened, given)) {
      throw damaged(name(happened) + " cannot have the code " + given);
    }
  }

  /** A word belongs to a kind of transfers, and to a format. */
  private void checkWord(Action known) throws DamagedTraceException {
    if (!Words.events(streams).containsValue(known)) {
      throw damaged(
          Words.of(known)
              + " is a word of "
              + (streams ? "banded" : "stream")
              + " transfers; those of this platform are "
              + Words.events(streams).keySet());
    }
    checkFormat(known);
  }

  private void checkFormat(Action known) throws DamagedTraceException {
    if (older && Words.SINCE_SECOND.contains(known)) {
      throw damaged(Words.of(known) + " needs format " + TraceHeader.SECOND);
    }
  }

  private static String name(@Nullable Action action) {
    return action == null ? Words.MISDEED : Words.of(action);
  }

  private boolean fits(Action action, HResult code) {
    return switch (action) {
      case CALLBACK_SKIPS -> code.equals(HResult.WIA_STATUS_SKIP_ITEM);
      case SERVICE_CANCELS -> code.equals(HResult.S_FALSE);
      case STREAM_FAILS -> !code.equals(HResult.S_OK);
      case CALLBACK_CONTINUES, CALLBACK_CANCELS, CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT ->
          Words.of(action).equals(Answer.of(code).label())
              || (streams && action == Action.CALLBACK_FAILS_E_FAIL && code.equals(HResult.S_OK));
      case HANDLER_RESOLVES -> code.equals(HResult.S_OK);
      case READ_FAULT, START_FAILS, HANDLER_GIVES_UP -> code.isError();
      default -> true;
    };
  }

  /** Reads the fields of a line; false at the end of the file. */
  private boolean readLine() throws DamagedTraceException {
    forget();
    try {
      JsonToken token = json.nextToken();
      if (token == null) {
        return false;
      }
      long begins = json.currentTokenLocation().getLineNr();
      if (begins == line) {
        throw damaged("a second object on one line");
      }
      line = begins;
      if (token != JsonToken.START_OBJECT) {
        throw damaged("a JSON object is needed");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        field(name);
      }
      if (json.currentTokenLocation().getLineNr() != begins) {
        throw damaged("an object goes on beyond its line");
      }
      return true;
    } catch (JsonEOFException e) {
      throw new DamagedTraceException(file, Math.max(1, line), "the last line is cut off");
    } catch (StreamConstraintsException e) {
      throw new DamagedTraceException(
          file, lineOf(e), "too long or too deep: at most " + LONGEST + " characters in a field");
    } catch (JsonProcessingException e) {
      throw new DamagedTraceException(file, lineOf(e), "not JSON");
    } catch (IOException e) {
      throw new DamagedTraceException(file, Math.max(1, line), cannotBeRead(e));
    }
  }

  private static String cannotBeRead(IOException e) {
    return "it cannot be read any further: " + Shown.reason(e);
  }

  private long lineOf(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null ? Math.max(1, line) : location.getLineNr();
  }

  private void forget() {
    seen.clear();
    format = 0;
    platform = null;
    driver = null;
    records = ImmutableSet.of();
    capabilities = ImmutableSet.of();
    action = null;
    device = "";
    thread = null;
    time = -1;
    transfer = 0;
    band = 0;
    last = false;
    code = null;
    manner = null;
    rule = null;
    says = "";
    pages = Job.NOT_SAID.pages();
    tymed = Tymed.FILE;
    bytes = -1;
  }

  private void field(String name) throws DamagedTraceException, IOException {
    Field field = Field.BY_LABEL.get(name);
    if (field == null) {
      throw damaged("unknown field \"" + name + "\"; known are " + Field.BY_LABEL.keySet());
    }
    if (!seen.add(field)) {
      throw damaged(field + " is there twice");
    }
    JsonToken value = json.nextToken();
    switch (field) {
      case FORMAT -> format = number(field, value, Integer.MAX_VALUE);
      case PLATFORM -> platform = oneOf(field, value, Words.PLATFORMS);
      case DRIVER -> driver = oneOf(field, value, Words.DRIVERS);
      case RECORDS -> records = actions(value);
      case CAPABILITIES -> capabilities = capabilities(value);
      case EVENT -> event(value);
      case DEVICE -> device = id(field, value);
      case THREAD -> thread = id(field, value);
      case TIME -> time = number(field, value, Long.MAX_VALUE);
      case TRANSFER -> transfer = count(field, value);
      case BAND -> band = count(field, value);
      case LAST -> last = truth(value);
      case BYTES -> bytes = number(field, value, Long.MAX_VALUE);
      case PAGES -> pages = (int) number(field, value, Integer.MAX_VALUE);
      case TYMED -> tymed = oneOf(field, value, Words.TYMEDS);
      case CODE -> code = code(value);
      case MANNER -> manner = oneOf(field, value, Words.MANNERS);
      case RULE -> rule = oneOf(field, value, Words.rules(streams));
      case SAYS -> says = Shown.message(text(field, value));
    }
  }

  private void event(@Nullable JsonToken value) throws DamagedTraceException, IOException {
    String word = text(Field.EVENT, value);
    action = Words.ALL_EVENTS.get(word);
    if (action == null && !word.equals(Words.MISDEED)) {
      throw damaged(
          String.format(
              Locale.ROOT,
              "unknown event \"%s\"; known are %s and %s",
              word,
              Words.events(streams).keySet(),
              Words.MISDEED));
    }
  }

  private ImmutableSet<Action> actions(@Nullable JsonToken value)
      throws DamagedTraceException, IOException {
    if (value != JsonToken.START_ARRAY) {
      throw damaged("\"records\" must be a list of events");
    }
    EnumSet<Action> all = EnumSet.noneOf(Action.class);
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      all.add(oneOf(Field.RECORDS, next, Words.ALL_EVENTS));
    }
    return Sets.immutableEnumSet(all);
  }

  private ImmutableSet<Capability> capabilities(@Nullable JsonToken value)
      throws DamagedTraceException, IOException {
    if (value != JsonToken.START_ARRAY) {
      throw damaged(Field.CAPABILITIES + " must be a list of names");
    }
    EnumSet<Capability> all = EnumSet.noneOf(Capability.class);
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      String name = text(Field.CAPABILITIES, next);
      Capability accepted = Capability.accepted(name, Capability.OF_TRACES).orElse(null);
      if (accepted == null) {
        throw damaged(
            "the capability \"" + name + "\" " + Capability.refusal(name, Capability.OF_TRACES));
      }
      all.add(accepted);
    }
    return Sets.immutableEnumSet(all);
  }

  private <T> T oneOf(Field field, @Nullable JsonToken value, ImmutableMap<String, T> words)
      throws DamagedTraceException, IOException {
    String text = text(field, value);
    T found = words.get(text);
    if (found == null) {
      throw damaged(field + " is \"" + text + "\"; it must be one of " + words.keySet());
    }
    return found;
  }

  private HResult code(@Nullable JsonToken value) throws DamagedTraceException, IOException {
    String text = text(Field.CODE, value);
    HResult known = codes.get(text);
    if (known != null) {
      return known;
    }
    if (HResult.parse(text).isEmpty()) {
      throw damaged(
          "\"code\" is \"" + text + "\"; it must be a name such as S_FALSE, or such as 0x80004005");
    }
    HResult parsed = HResult.parse(text).get();
    if (codes.size() < CODES_REMEMBERED) {
      codes.put(text, parsed);
    }
    return parsed;
  }

  private String text(Field field, @Nullable JsonToken value)
      throws DamagedTraceException, IOException {
    if (value != JsonToken.VALUE_STRING) {
      throw damaged(field + " must be a text");
    }
    return json.getText();
  }

  private String id(Field field, @Nullable JsonToken value)
      throws DamagedTraceException, IOException {
    if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NUMBER_INT) {
      throw damaged(field + " must be a text or a whole number");
    }
    return json.getText();
  }

  private long number(Field field, @Nullable JsonToken value, long most)
      throws DamagedTraceException, IOException {
    boolean fits =
        value == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
            && json.getLongValue() >= 0
            && json.getLongValue() <= most;
    if (!fits) {
      throw damaged(field + " must be a whole number, 0 to " + most);
    }
    return json.getLongValue();
  }

  private int count(Field field, @Nullable JsonToken value)
      throws DamagedTraceException, IOException {
    int number = (int) number(field, value, Integer.MAX_VALUE);
    if (number == 0) {
      throw damaged(field + " counts from 1");
    }
    return number;
  }

  private boolean truth(@Nullable JsonToken value) throws DamagedTraceException {
    if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
      throw damaged("\"last\" must be true or false");
    }
    return value == JsonToken.VALUE_TRUE;
  }

  private DamagedTraceException damaged(String why) {
    return new DamagedTraceException(file, line, why);
  }

  /** Closes the stream. */
  @Override
  public void close() throws IOException {
    json.close();
  }
}
