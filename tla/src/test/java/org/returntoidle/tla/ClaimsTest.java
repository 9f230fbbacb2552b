package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.MoreCollectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/** How {@code claims.json} and {@code figures.csv} become claims. */
class ClaimsTest {
  private static final String STATE = "A3_MadeUpState";
  private static final String STEP = "D5_MadeUpStep";
  private static final String ANY = "A3_CanceledStops";

  /** A rule's property is claimed by whoever claims the rules, without a word in the files. */
  @Tag("ci")
  @Test
  void aNewPropertyIsClaimedWhereverTheRulesAre(@TempDir Path folder) throws IOException {
    TlaFiles files = written(folder);
    Path rules = folder.resolve("CancelRules.tla");
    Files.writeString(
        rules,
        Files.readString(rules)
            .replace(
                ANY + " ==", STATE + " == TRUE\n" + STEP + " == [][TRUE]_vars\n" + ANY + " =="));
    ImmutableList<Claim> before = files.claims(Properties::of);
    ImmutableList<Claim> after = files.claims(ClaimsTest::withMadeUp);
    int taken = 0;
    for (int i = 0; i < before.size(); i++) {
      Claim old = before.get(i);
      Claim claim = after.get(i);
      boolean rulesAreClaimed = old.invariants().contains(ANY);
      assertEquals(rulesAreClaimed, claim.invariants().contains(STATE), claim.name());
      assertEquals(rulesAreClaimed, claim.properties().contains(STEP), claim.name());
      assertEquals(rulesAreClaimed, !old.cfg().equals(claim.cfg()), claim.name());
      taken += rulesAreClaimed ? 1 : 0;
    }
    long families = before.stream().filter(claim -> claim.name().matches("safety|many-.*")).count();
    assertEquals(families, taken);
    Claim safety = after.get(0);
    assertEquals(
        safety.invariants().indexOf(ANY) - 1,
        safety.invariants().indexOf(STATE),
        "in the order of the module");
    Claim small =
        after.stream()
            .filter(claim -> claim.name().equals("many-xp-not-asynchronous-callback"))
            .collect(MoreCollectors.onlyElement());
    assertEquals(Optional.empty(), small.check(new Tlc(1), files).difference());
    Files.writeString(
        rules,
        Files.readString(rules).replace(STATE + " == TRUE", STATE + " == state # \"Canceling\""));
    assertEquals(Optional.of(STATE + " is violated"), small.check(new Tlc(1), files).difference());
  }

  private static List<Property> withMadeUp(Protocol protocol) {
    return ImmutableList.<Property>builder()
        .addAll(Properties.of(protocol))
        .add(Property.ofStates(STATE, Rule.A3, s -> true))
        .add(Property.ofSteps(STEP, Rule.D5, (s, action, t) -> true))
        .build();
  }

  @Test
  void aPropertyThatNoModuleHasIsNamedByTlc(@TempDir Path folder) throws IOException {
    TlaFiles files = written(folder);
    Claim safety = files.claims(ClaimsTest::withMadeUp).get(0);
    assertTrue(
        problem(() -> safety.check(new Tlc(1), files)).contains(STATE), "TLC does not name it");
  }

  @Test
  void theFilesAreRead(@TempDir Path folder) throws IOException {
    assertEquals(TlaFiles.JAR.claims(), written(folder).claims());
    String figures = TlaFiles.JAR.read(Figures.FILE);
    assertEquals(figures, Figures.text(Figures.parse(figures)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"claims\": [ | \"climes\": [ | there is no list of claims",
        "\"each\": [\"unfair\"] | \"each\": [\"x\"] | no variants are named x",
        "\"No{hazard}\" | \"No{danger}\" | there is no word for all of No{danger}",
        "\"name\": \"liveness\" | \"name\": \"safety\" | there are two claims named safety",
        "\"platform\": \"Me\" | \"platform\": \"ME\" |"
            + " inductive-me-not-asynchronous-pending-io says 'ME', which is none of Me, XP",
        "\"expect\": \"holds\" | \"expect\": \"maybe\" |"
            + " safety says 'maybe', which is none of holds, violated",
        "\"bands\": 2 | \"bands\": \"two\" |"
            + " bounded-not-asynchronous: bands is -1; it must be 1 to 1000",
        "\"inTransit\": \"many\" | \"inTransit\": \"some\" |"
            + " inductive-xp-not-asynchronous-pending-io says 'some', which is none of two, three, many",
        "\"specification\": \"Safe\" | \"specification\": \"Safe\", \"inTransit\": \"many\" |"
            + " bounded-not-asynchronous says inTransit, which goes with no bounds",
        "\"bands\": 2 | \"strips\": 2 |"
            + " bounded-not-asynchronous says strips, which no claim says",
        "\"Absurd\" | \"Sensible\" | absurd claims Sensible, which Java does not know",
      })
  void whatIsWrongInTheClaimsIsNamed(String right, String wrong, String said) {
    String text = TlaFiles.JAR.read(ClaimsFile.FILE);
    assertTrue(text.contains(right), right);
    assertEquals("claims.json: " + said, claims(text.replace(right, wrong)));
  }

  @Test
  void aSpecificationThatIsNotThereIsNamed() {
    assertEquals(
        "no specification is named Saved",
        claims(TlaFiles.JAR.read(ClaimsFile.FILE).replace("\"Safe\"", "\"Saved\"")));
  }

  @Test
  void aTextThatIsNoListOfClaimsIsNamed() {
    assertEquals("claims.json, line 2, column 1: not JSON", claims("{\n{"));
    for (String text : List.of("", "[]", "{}", "[1]", "{\"claims\": 1}")) {
      assertEquals("claims.json: there is no list of claims", claims(text));
    }
  }

  private static String claims(String text) {
    Claims claims = new Claims(TlaFiles.JAR, Properties::of);
    return problem(() -> claims.read(text, name -> Figures.UNKNOWN));
  }

  @Test
  void whatIsWrongInTheFiguresIsNamed(@TempDir Path folder) throws IOException {
    TlaFiles files = written(folder);
    assertEquals("figures.csv has no line safety", figures(files, t -> t.replace("safety", "x")));
    assertEquals("figures.csv has a line for no claim: x", figures(files, t -> t + "x,0,0,,,,\n"));
    String notOneMore = ": not the figures of one more claim";
    assertEquals("figures.csv, line 2" + notOneMore, figures(files, t -> t.replace(",2820", ",?")));
    assertEquals("figures.csv, line 2" + notOneMore, figures(files, t -> t.replace(",2820", "")));
    assertEquals(
        "figures.csv, line 3" + notOneMore, figures(files, t -> t.replace("liveness", "safety")));
    assertTrue(figures(files, t -> "").startsWith("figures.csv, line 1: must be claim,exitCode,"));
  }

  /** The specification knows no readings of a platform; where one has XP's code, it is XP. */
  @Test
  void aReadingIsThePlatformWithTheSameProtocol() {
    Configuration xp = Configuration.DEFAULT;
    for (Platform platform : Platform.ME.readings().values()) {
      assertEquals(
          platform.cancelCode().equals(Platform.XP.cancelCode()),
          TlaFiles.constants(xp, InTransit.TWO)
              .equals(TlaFiles.constants(xp.with(platform), InTransit.TWO)));
    }
  }

  /** With its explanation, which TLC reads over. */
  @Test
  void aConfigurationFileIsWhatTlcReads() {
    Claim hazard = EveryClaimTest.claim("hazard-H2");
    String cfg = Iterables.getLast(TlaFiles.JAR.texts(ImmutableList.of(hazard)).values());
    assertTrue(cfg.startsWith("\\* hazard H2 can be reached.\n"), cfg);
    assertTrue(cfg.endsWith("\n" + hazard.cfg()), cfg);
    TlcResult result = new Tlc(1).check(TlaFiles.JAR.modules(), cfg);
    assertEquals(Optional.empty(), hazard.difference(result));
  }

  private static String figures(TlaFiles files, Function<String, String> change)
      throws IOException {
    Path file = files.folder().orElseThrow().resolve(Figures.FILE);
    Files.writeString(file, change.apply(TlaFiles.JAR.read(Figures.FILE)));
    return problem(files::claims);
  }

  private static TlaFiles written(Path folder) throws IOException {
    TlaFiles.JAR.modules().writeTo(folder);
    for (String file : List.of(ClaimsFile.FILE, Figures.FILE)) {
      Files.writeString(folder.resolve(file), TlaFiles.JAR.read(file));
    }
    return new TlaFiles(Optional.of(folder));
  }

  private static String problem(Runnable work) {
    return String.valueOf(assertThrows(TlaFilesException.class, work::run).getMessage());
  }
}
