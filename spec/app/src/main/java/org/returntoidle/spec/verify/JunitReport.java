package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;
import org.returntoidle.spec.verify.TraceReport.Checked;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;

/** A verification as JUnit XML, one test case for each part and for each rule of the driver. */
public final class JunitReport {
  /** How a test case ended; the names of the elements, and of the suite's counts. */
  private enum End {
    PASSED("", ""),
    FAILURE("failure", "failures"),
    ERROR("error", "errors"),
    SKIPPED("skipped", "skipped");

    private final String element;
    private final String count;

    End(String element, String count) {
      this.element = element;
      this.count = count;
    }
  }

  /**
   * A test case.
   *
   * @param of what it belongs to, which JUnit calls a class
   * @param message why it did not pass; empty if it did
   * @param text more about that
   * @param microseconds that it took
   */
  private record Case(
      String of, String name, End end, String message, String text, long microseconds) {}

  private JunitReport() {}

  /** The document of {@code verify --junit}. */
  public static String of(Verification verification) {
    List<Case> cases = new ArrayList<>();
    verification.model().ifPresent(part -> cases.add(model(part)));
    verification.proof().ifPresent(part -> cases.addAll(proof(part)));
    verification.driver().ifPresent(part -> cases.addAll(driver(part, verification)));
    verification.cut().forEach(part -> cases.add(unfinished(part)));
    ImmutableMap.Builder<String, String> properties = ImmutableMap.builder();
    properties.put("seed", Long.toString(verification.seed()));
    properties.put("platform", verification.platform().label());
    properties.put("reading", verification.platform().reading());
    verification
        .driver()
        .flatMap(DriverPart::replay)
        .ifPresent(file -> properties.put("replay", file.toString()));
    return document(properties.buildOrThrow(), cases);
  }

  /** The document of {@code check-trace --junit}: one test case for each trace. */
  public static String of(ImmutableList<Checked> traces) {
    return document(ImmutableMap.of(), traces.stream().map(JunitReport::trace).toList());
  }

  private static Case trace(Checked trace) {
    End end = End.PASSED;
    if (!trace.damage().isEmpty()) {
      end = End.ERROR;
    } else if (!trace.verdict().isGood()) {
      end = End.FAILURE;
    }
    return new Case(
        "check-trace",
        trace.file(),
        end,
        end == End.ERROR ? trace.damage() : trace.word(),
        end == End.FAILURE ? TraceReport.text(trace) : "",
        1000 * trace.milliseconds());
  }

  private static Case model(ModelPart part) {
    return outcome(
        "model", "invariants", failure(part.holds(), "violated"), 1000 * part.milliseconds());
  }

  private static List<Case> proof(ProofPart part) {
    return List.of(
        outcome(
            "TLC", "claims", failure(part.holds(), "not as expected"), 1000 * part.milliseconds()),
        outcome(
            "mirror",
            "same graph",
            part.mirror().difference(),
            1000 * part.mirror().milliseconds()));
  }

  private static Case unfinished(String part) {
    String why = "not finished: the time was up (--within)";
    return new Case("return-to-idle", "complete: " + part, End.SKIPPED, why, "", 0);
  }

  private static Optional<String> failure(boolean holds, String message) {
    return holds ? Optional.empty() : Optional.of(message);
  }

  private static Case outcome(String of, String name, Optional<String> failure, long microseconds) {
    End end = failure.isPresent() ? End.FAILURE : End.PASSED;
    return new Case(of, name, end, failure.orElse(""), failure.orElse(""), microseconds);
  }

  private static List<Case> driver(DriverPart part, Verification verification) {
    List<RuleVerdict> applicable =
        part.rules().stream()
            .filter(verdict -> verdict.verdict() != Verdict.NOT_APPLICABLE)
            .toList();
    // The rules are checked on the same runs, so each has its share of the time.
    long each = 1000 * part.milliseconds() / Math.max(1, applicable.size());
    List<Case> cases = new ArrayList<>();
    for (RuleVerdict verdict : applicable) {
      cases.add(inside(part, verdict, verification).orElseGet(() -> rule(part, verdict, each)));
    }
    for (DriverSearch.Accepted known : part.gone()) {
      String what = "accepted: " + known.rule() + " " + known.recorded().file();
      cases.add(outcome(part.name(), what, Optional.of("no longer violated"), 0));
    }
    return cases;
  }

  /** Of a rule that an order of the driver's statements has broken. */
  private static Optional<Case> inside(
      DriverPart part, RuleVerdict verdict, Verification verification) {
    return verification
        .inside()
        .flatMap(InsidePart::violated)
        .flatMap(Explored::violation)
        .filter(found -> found.rule() == verdict.rule())
        .map(
            found ->
                new Case(
                    part.name(),
                    found.rule() + " " + found.rule().sentence(),
                    End.FAILURE,
                    found.rule() + ": " + found.says(),
                    found.trace(),
                    1000 * verification.inside().orElseThrow().milliseconds()));
  }

  private static Case rule(DriverPart part, RuleVerdict verdict, long microseconds) {
    End end = End.PASSED;
    String message = "";
    String text = "";
    if (verdict.accepted()) {
      end = End.SKIPPED;
      message = "violated; known and accepted";
    } else if (verdict.verdict() == Verdict.NOT_TESTED) {
      end = End.SKIPPED;
      message = "not tested" + verdict.why().map(why -> ": " + why).orElse("");
    } else if (verdict.verdict() == Verdict.VIOLATED) {
      Counterexample found = part.counterexample().orElseThrow();
      end = End.FAILURE;
      message =
          found.finding().rule()
              + ": "
              + found.finding().message()
              + found.seen().map(seen -> "; " + seen).orElse("");
      text = DriverText.counterexample(found);
    }
    String name = verdict.rule() + " " + verdict.rule().sentence();
    return new Case(part.name(), name, end, message, text, microseconds);
  }

  private static String document(Map<String, String> properties, List<Case> cases) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      suite(xml, properties, cases);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
    return text + "\n";
  }

  private static void suite(XMLStreamWriter xml, Map<String, String> properties, List<Case> cases)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "return-to-idle");
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    for (End end : List.of(End.FAILURE, End.ERROR, End.SKIPPED)) {
      long count = cases.stream().filter(one -> one.end() == end).count();
      xml.writeAttribute(end.count, Long.toString(count));
    }
    xml.writeAttribute("time", seconds(cases.stream().mapToLong(Case::microseconds).sum()));
    if (!properties.isEmpty()) {
      xml.writeStartElement("properties");
      for (Map.Entry<String, String> property : properties.entrySet()) {
        xml.writeEmptyElement("property");
        attribute(xml, "name", property.getKey());
        attribute(xml, "value", property.getValue());
      }
      xml.writeEndElement();
    }
    for (Case one : cases) {
      write(xml, one);
    }
    xml.writeEndElement();
  }

  private static void write(XMLStreamWriter xml, Case one) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "classname", one.of());
    attribute(xml, "name", one.name());
    attribute(xml, "time", seconds(one.microseconds()));
    if (one.end() != End.PASSED) {
      xml.writeStartElement(one.end().element);
      attribute(xml, "message", one.message());
      if (!one.text().isEmpty()) {
        xml.writeCharacters(Shown.escaped(one.text()));
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** XML has no way to write some control characters, and a driver's message can contain any. */
  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Shown.escaped(value));
  }

  private static String seconds(long microseconds) {
    return String.format(Locale.ROOT, "%.3f", microseconds / 1_000_000.0);
  }
}
