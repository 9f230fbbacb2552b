package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of TLC's {@code -tool} output.
 *
 * @param code TLC's message code; the constants of this record name those that are looked at
 * @param severity 0 information, 1 error, 3 warning, 4 state of a counterexample
 * @param body the text between the frames, lines joined by line feeds
 */
record ToolMessage(int code, int severity, String body) {
  static final int INVARIANT_VIOLATED_INITIALLY = 2107;
  static final int INVARIANT_VIOLATED = 2110;
  static final int ACTION_PROPERTY_VIOLATED = 2112;
  static final int TEMPORAL_PROPERTY_VIOLATED = 2116;
  static final int BACK_TO_STATE = 2122;
  static final int INITIAL_STATES = 2190;
  static final int SUCCESS = 2193;
  static final int DEPTH = 2194;
  static final int FINAL_COUNTS = 2199;
  static final int STATE = 2217;
  static final int STUTTERING = 2218;
  static final int VERSION = 2262;

  private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):(\\d+) @!@!@");
  private static final String END = "@!@!@ENDMSG ";

  /** The framed messages among {@code lines}; what stands between frames is passed over. */
  static ImmutableList<ToolMessage> parse(List<String> lines) {
    ImmutableList.Builder<ToolMessage> messages = ImmutableList.builder();
    List<String> body = new ArrayList<>();
    int code = -1;
    int severity = 0;
    for (String line : lines) {
      Matcher start = START.matcher(line);
      if (start.matches()) {
        code = Integer.parseInt(start.group(1));
        severity = Integer.parseInt(start.group(2));
        body.clear();
      } else if (line.startsWith(END)) {
        messages.add(new ToolMessage(code, severity, String.join("\n", body)));
        code = -1;
      } else if (code >= 0) {
        body.add(line);
      }
    }
    return messages.build();
  }

  boolean isError() {
    return severity == 1;
  }
}
