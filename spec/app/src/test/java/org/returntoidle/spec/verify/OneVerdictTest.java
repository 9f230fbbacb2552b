package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.report.Page;
import org.returntoidle.spec.trace.TraceVerdict;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.NotCovered;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verify.TraceReport.Checked;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Text, JSON, page and JUnit XML say the same of one verdict. */
class OneVerdictTest {
  @TempDir private Path folder = Path.of("unset");

  private Verification verify(String driver) {
    DriverSearch search =
        DriverSearch.of(Platform.XP).withScope(Scope.together(2, 2, 1)).withReplays(folder);
    DriverPart part =
        DriverVerifier.verify(Subjects.find(driver, List.of()), search, Progress.NONE);
    return new Verification(Platform.XP, 7, Optional.empty(), Optional.empty(), Optional.of(part));
  }

  @Tag("ci")
  @Test
  void theSameIsNotCoveredInTextJsonAndPage() {
    Verification verification = verify("reference");
    DriverPart part = verification.driver().orElseThrow();
    List<String> expected = NotCovered.by(part).stream().map(NotCovered::sentence).toList();
    assertTrue(expected.size() > 5);
    String text = TextReport.driver(part, file -> "");
    assertTrue(
        text.endsWith("not covered\n           " + String.join("\n           ", expected)), text);
    assertEquals(
        expected,
        Streams.stream(JsonReport.of(verification).at("/driver/notCovered"))
            .map(one -> one.path("says").asText())
            .toList());
    String page =
        Page.of(verification, ImmutableList.of(), ImmutableList.of(), Optional.empty(), file -> "")
            .replace("&#39;", "'");
    String list = page.replaceFirst("(?s).*<ul id=\"not-covered\">(.*?)</ul>.*", "$1");
    assertEquals(
        expected,
        Pattern.compile("<li>(.*?)</li>").matcher(list).results().map(li -> li.group(1)).toList());
  }

  /** A violation stands by itself. */
  @Test
  void ofAViolationNothingIsLeftOpen() {
    DriverPart part = verify("stale-flag").driver().orElseThrow();
    assertEquals(ImmutableList.of(), NotCovered.by(part));
    assertFalse(TextReport.driver(part, file -> "").contains("not covered"));
  }

  @Tag("ci")
  @ParameterizedTest
  @ValueSource(strings = {"reference", "stale-flag"})
  void junitXmlCountsItsCases(String driver) throws Exception {
    Verification verification = verify(driver);
    Element suite = parsed(JunitReport.of(verification));
    assertCounts(suite);
    assertEquals("7", property(suite, "seed"));
    DriverPart part = verification.driver().orElseThrow();
    assertEquals(part.replay().map(Path::toString).orElse(""), property(suite, "replay"));
    assertEquals(driver.equals("stale-flag") ? "1" : "0", suite.getAttribute("failures"));
    double time = Double.parseDouble(suite.getAttribute("time"));
    assertEquals(part.milliseconds() / 1000.0, time, 0.1, "the cases share the time");
  }

  @Test
  void junitXmlOfTracesCountsItsCases() throws Exception {
    TraceVerdict good = new TraceVerdict(1, 1, 1, ImmutableList.of());
    TraceVerdict bad =
        new TraceVerdict(
            1,
            1,
            1,
            ImmutableList.of(
                new TraceVerdict.Unfinished("", 1, ImmutableList.of(), ImmutableList.of())));
    Element suite =
        parsed(
            JunitReport.of(
                ImmutableList.of(
                    new Checked("good", good, "", 1_500),
                    new Checked("bad", bad, "", 500),
                    new Checked("damaged", good, "damaged: no such file", 0))));
    assertCounts(suite);
    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    assertEquals("2.000", suite.getAttribute("time"));
  }

  private static Element parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  /** What readers of such files expect: the counts, and times in seconds with a point. */
  private static void assertCounts(Element suite) {
    assertEquals("testsuite", suite.getTagName());
    for (String[] pair :
        new String[][] {
          {"tests", "testcase"},
          {"failures", "failure"},
          {"errors", "error"},
          {"skipped", "skipped"}
        }) {
      int count = suite.getElementsByTagName(pair[1]).getLength();
      assertEquals(Integer.toString(count), suite.getAttribute(pair[0]), pair[0]);
    }
    NodeList cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element one = (Element) cases.item(i);
      for (String name : Arrays.asList("classname", "name", "time")) {
        assertFalse(one.getAttribute(name).isEmpty(), name);
      }
      assertTrue(one.getAttribute("time").matches("\\d+\\.\\d{3}"));
    }
  }

  private static String property(Element suite, String name) {
    NodeList all = suite.getElementsByTagName("property");
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      if (one.getAttribute("name").equals(name)) {
        return one.getAttribute("value");
      }
    }
    return "";
  }
}
