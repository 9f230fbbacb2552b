package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;

/** What a name or a message contains does not end an annotation, or make another one. */
class AnnotationsTest {
  private static final String NAME = "a,b:c%\n::error::d";

  private static final Verification VIOLATED = verification();

  private static Verification verification() {
    Subject subject = new Subject(NAME, BuiltInDriver.STALE_FLAG.factory(), Reading.PERMISSIVE);
    DriverSearch search =
        DriverSearch.of(Platform.XP)
            .withScope(Scope.together(1, 2, 1))
            .withRandom(0, 1)
            .withRepeat(0);
    return new Verification(
        Platform.XP,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.of(DriverVerifier.verify(subject, search, Progress.NONE)));
  }

  @Test
  void isOneLineWhateverItsWordsContain() {
    String text = Annotations.github(VIOLATED, Optional.of(new SourcePlace("x, y:1", empty())));
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.startsWith("::error file=x%2C y%3A1,title=A4%3A a%2Cb%3Ac%25"), text);
    assertEquals(4, text.split("::", -1).length + text.split("%3A%3Aerror", -1).length - 1, text);
  }

  @Test
  void namesTheLineOnlyIfItIsKnown() {
    assertTrue(Annotations.github(VIOLATED, Optional.empty()).startsWith("::error title=A4"));
    assertTrue(
        Annotations.github(VIOLATED, Optional.of(new SourcePlace("M.java", Optional.of(7))))
            .startsWith("::error file=M.java,line=7,title=A4"));
  }

  @Test
  void tellsWhatIsNotFinished() {
    Verification cut =
        new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.empty())
            .withUnfinished(ImmutableList.of("model"));
    assertEquals(
        "::warning title=return-to-idle::not finished, the time was up (--within): model\n",
        Annotations.github(cut, Optional.empty()));
  }

  @Test
  void sarifHasThePlaceAsWell() throws IOException {
    JsonNode root =
        SarifReport.of(VIOLATED, "1", Optional.of(new SourcePlace("a b/ü.java", Optional.of(7))));
    JsonNode location = root.at("/runs/0/results/0/locations/0");
    assertEquals(
        "a%20b/%C3%BC.java", location.at("/physicalLocation/artifactLocation/uri").asText());
    assertEquals(7, location.at("/physicalLocation/region/startLine").asInt());
    assertEquals(Set.of(), sarif().validate(root), root::toPrettyString);
  }

  private static Optional<Integer> empty() {
    return Optional.empty();
  }

  private static JsonSchema sarif() throws IOException {
    try (InputStream schema =
        AnnotationsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
    }
  }
}
