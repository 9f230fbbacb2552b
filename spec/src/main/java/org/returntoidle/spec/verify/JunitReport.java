package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.verify.RuleVerdict.Verdict;
import org.returntoidle.spec.verify.TraceReport.Checked;
import org.returntoidle.spec.verify.Verification.DriverPart;

/** A verification as JUnit XML, one test case for each part and for each rule of the driver. */
public final class JunitReport {
  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The document of {@code verify --junit}. */
  public static String of(Verification verification) {
    return suite(report -> report.write(verification));
  }

  /** The document of {@code check-trace --junit}: one test case for each trace. */
  public static String of(ImmutableList<Checked> traces) {
    return suite(
        report -> {
          for (Checked trace : traces) {
            report.write(trace);
          }
        });
  }

  private interface Content {
    void write(JunitReport report) throws XMLStreamException;
  }

  private static String suite(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "return-to-idle");
      content.write(new JunitReport(xml));
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
    return text + "\n";
  }

  private void write(Checked trace) throws XMLStreamException {
    start("check-trace", printable(trace.file()));
    if (!trace.damage().isEmpty()) {
      xml.writeEmptyElement("error");
      xml.writeAttribute("message", printable(trace.damage()));
    } else if (!trace.verdict().isGood()) {
      failure(trace.word(), TraceReport.text(trace));
    }
    xml.writeEndElement();
  }

  private void write(Verification verification) throws XMLStreamException {
    if (verification.model().isPresent()) {
      testCase("model", "invariants", failure(verification.model().get().holds(), "violated"));
    }
    if (verification.proof().isPresent()) {
      testCase("TLC", "claims", failure(verification.proof().get().holds(), "not as expected"));
      testCase("mirror", "same graph", verification.proof().get().mirror().difference());
    }
    if (verification.driver().isPresent()) {
      driver(verification.driver().get());
    }
    for (String part : verification.cut()) {
      start("return-to-idle", "complete: " + part);
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", "not finished: the time was up (--within)");
      xml.writeEndElement();
    }
  }

  private static Optional<String> failure(boolean holds, String message) {
    return holds ? Optional.empty() : Optional.of(message);
  }

  private void driver(DriverPart part) throws XMLStreamException {
    for (RuleVerdict verdict : part.rules()) {
      if (verdict.verdict() == Verdict.NOT_APPLICABLE) {
        continue;
      }
      String name = verdict.rule() + " " + verdict.rule().sentence();
      if (verdict.accepted()) {
        skipped(part, name, "violated; known and accepted");
      } else if (verdict.verdict() == Verdict.VIOLATED) {
        failed(part, name);
      } else if (verdict.verdict() == Verdict.NOT_TESTED) {
        skipped(part, name, "not tested" + verdict.why().map(why -> ": " + why).orElse(""));
      } else {
        testCase(part.name(), name, Optional.empty());
      }
    }
    for (DriverSearch.Accepted known : part.gone()) {
      String what = known.rule() + " " + known.recorded().file();
      testCase(part.name(), "accepted: " + what, Optional.of("no longer violated"));
    }
  }

  private void skipped(DriverPart part, String name, String why) throws XMLStreamException {
    start(part.name(), name);
    xml.writeEmptyElement("skipped");
    xml.writeAttribute("message", why);
    xml.writeEndElement();
  }

  private void failed(DriverPart part, String name) throws XMLStreamException {
    Counterexample found = part.counterexample().orElseThrow();
    start(part.name(), name);
    failure(
        found.finding().rule()
            + ": "
            + found.finding().message()
            + found.seen().map(seen -> "; " + seen).orElse(""),
        TextReport.counterexample(found));
    xml.writeEndElement();
  }

  private void failure(String message, String text) throws XMLStreamException {
    xml.writeStartElement("failure");
    xml.writeAttribute("message", printable(message));
    xml.writeCharacters(printable(text));
    xml.writeEndElement();
  }

  private void testCase(String of, String name, Optional<String> failure)
      throws XMLStreamException {
    start(of, name);
    if (failure.isPresent()) {
      failure(failure.get(), failure.get());
    }
    xml.writeEndElement();
  }

  private void start(String of, String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", printable(of));
    xml.writeAttribute("name", name);
  }

  /** XML has no way to write some control characters, and a driver's message can contain any. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
  }
}
