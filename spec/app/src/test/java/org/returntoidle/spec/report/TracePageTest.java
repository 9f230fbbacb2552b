package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.returntoidle.spec.trace.DamagedTraceException;
import org.returntoidle.spec.trace.TraceFile;
import org.returntoidle.spec.trace.TraceVerdict;
import org.returntoidle.spec.verify.TraceReport.Checked;

/** A trace from the field as a picture. */
class TracePageTest {
  private static final String XP = "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n";
  private static final String VISTA =
      "{\"format\":2,\"platform\":\"Vista\",\"driver\":\"Blocking\"}\n";

  /** After a cancel a band is delivered. */
  private static final String WRONG =
      XP
          + """
          {"event":"AcquireItemData"}
          {"event":"DeliverBand"}
          {"event":"CallbackCancels"}
          {"event":"DeliverBand"}
          """;

  private static final String HOSTILE = "<script>alert('1')</script>\"><img src=x onerror=y>${1}&";

  private static Checked checked(String file, String trace)
      throws DamagedTraceException, IOException {
    var in = new ByteArrayInputStream(trace.getBytes(StandardCharsets.UTF_8));
    return new Checked(file, TraceFile.check(file, in, Optional.empty(), bytes -> {}), "", 1);
  }

  private static String page(String file, String trace) throws DamagedTraceException, IOException {
    return TracePage.of(ImmutableList.of(checked(file, trace)));
  }

  private static long count(String what, String text) {
    return Pattern.compile(what).matcher(text).results().count();
  }

  /** The wrong event is red, and none before it; it stands on its own line of the trace. */
  @Test
  void theWrongEventIsRed() throws Exception {
    String page = page("scan.jsonl", WRONG);
    assertEquals(1, count("class=\"arrow wrong\"", page), page);
    assertEquals(1, count("class=\"label wrong\"[^>]*>DeliverBand<", page), page);
    assertEquals(3, count("class=\"arrow\"", page), page);
    assertTrue(page.contains("<li value=\"5\" class=\"bad\">driver to application: DeliverBand"));
    assertTrue(page.contains("<h3 id=\"problem-1-1\">Line 5</h3>"), page);
    assertTrue(page.contains("<strong>D5</strong> (decision)"), page);
    assertTrue(page.contains("WRONG DeliverBand"), "in Mermaid, too");
  }

  /** The same as the command says. */
  @Test
  void whatWouldHaveBeenAllowedIsThere() throws Exception {
    Checked checked = checked("scan.jsonl", WRONG);
    ImmutableList<String> allowed = checked.verdict().problems().get(0).allowed();
    assertFalse(allowed.isEmpty());
    String page = TracePage.of(ImmutableList.of(checked));
    for (String one : allowed) {
      assertTrue(page.contains("<li><code>" + one + "</code></li>"), one);
    }
    assertTrue(page.contains("What would have been allowed there:"), page);
  }

  @Test
  void aTraceThatEndsTooEarlyHasNothingRed() throws Exception {
    String page = page("scan.jsonl", XP + "{\"event\":\"AcquireItemData\"}\n");
    assertEquals(0, count("wrong\"", page), page);
    assertTrue(page.contains("The trace ends here, before the driver is idle."), page);
    assertTrue(page.contains("What may come next:"), page);
    assertTrue(page.contains("class=\"verdict violated\""), page);
  }

  @Test
  void streamsHaveTheSamePicture() throws Exception {
    String trace =
        VISTA
            + "{\"event\":\"AcquireItemData\"}\n"
            + "{\"event\":\"GetNextStream\"}\n{\"event\":\"CallbackSkips\"}\n"
            + "{\"event\":\"ReturnFromAcquire\",\"code\":\"WIA_STATUS_SKIP_ITEM\"}\n";
    String page = page("scan.jsonl", trace);
    assertEquals(1, count("class=\"arrow wrong\"", page), page);
    assertTrue(page.contains("ReturnFromAcquire(WIA_STATUS_SKIP_ITEM)"), page);
  }

  @Test
  void aGoodTraceAndADamagedOneAreToldApart() throws Exception {
    TraceVerdict nothing = new TraceVerdict(0, 0, 0, ImmutableList.of());
    String page =
        TracePage.of(
            ImmutableList.of(
                checked("good.jsonl", XP), new Checked("bad.jsonl", nothing, "bad.jsonl: why", 1)));
    assertTrue(page.contains("good.jsonl</a>: <span class=\"good\">permitted"), page);
    assertTrue(page.contains("bad.jsonl</a>: <span class=\"bad\">unreadable"), page);
    assertTrue(page.contains("It cannot be read: bad.jsonl: why"), page);
    assertTrue(page("good.jsonl", XP).contains("class=\"verdict \""));
  }

  /** Names of files and drivers, and what others wrote: text, and never a part of the page. */
  @Test
  void whatIsInATraceStaysText() throws Exception {
    String json = new ObjectMapper().writeValueAsString(HOSTILE);
    String trace =
        XP
            + ("{\"event\":\"AcquireItemData\",\"device\":" + json + "}\n")
            + ("{\"event\":\"Misdeed\",\"rule\":\"D17\",\"device\":" + json)
            + (",\"says\":" + json + "}\n");
    String page = page(HOSTILE, trace);
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<img"), page);
    assertTrue(count("&lt;script&gt;alert\\(&#39;1&#39;\\)", page) >= 4, page);
    assertTrue(page.contains("${1}&amp;"), page);
  }

  /** No script runs, and nothing is loaded. */
  @Test
  void itNeedsNothingElse() throws Exception {
    String page = page("scan.jsonl", WRONG);
    String policy = "content=\"default-src &#39;none&#39;";
    assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""), policy);
    assertEquals(0, count("https?://|<script|<link|src=|url\\((?!#)", page), page);
    assertFalse(page.contains("Copy the Mermaid text"), "nothing would happen");
  }
}
