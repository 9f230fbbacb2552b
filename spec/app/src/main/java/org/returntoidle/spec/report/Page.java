package org.returntoidle.spec.report;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.learn.Learned;
import org.returntoidle.spec.learn.LearnedText;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.Verification;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Proof;
import org.returntoidle.tla.TlaFiles;

/**
 * The page: one HTML file that needs nothing else. Text is escaped by the template's language; what
 * is not escaped are our own styles and script, and data in which no tag can end.
 */
public final class Page {
  private static final Configuration TEMPLATES = templates();

  /** What is the same on every page. */
  private record Shared(ImmutableList<HazardStory> hazards, String data) {
    static Shared explored() {
      return new Shared(
          HazardStory.all(), ExploreData.of(Profiles.all()).toString().replace("<", "\\u003c"));
    }
  }

  private static final Supplier<Shared> SHARED = Suppliers.memoize(Shared::explored);

  private Page() {}

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Page.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }

  /**
   * Makes the page.
   *
   * @param verification what was just checked
   * @param matrix which rule finds which faulty driver; empty if that was not asked
   * @param proved every claim, in its order; empty if that was not asked
   * @param learned the driver's own machine; empty if that was not asked
   * @param replay the command that replays a file
   */
  public static String of(
      Verification verification,
      ImmutableList<KillMatrix.Column> matrix,
      ImmutableList<Proof.Line> proved,
      Optional<Learned> learned,
      Function<Path, String> replay) {
    ImmutableMap.Builder<String, Object> model = ImmutableMap.builder();
    model.put("verification", verification);
    model.put("rules", RuleRow.all(verification, matrix));
    model.put("rule", sentences());
    model.put("states", ImmutableList.copyOf(TransferState.values()));
    model.put("machine", machine());
    model.put("arrows", StateDiagram.arrows());
    model.put("changes", ImmutableList.copyOf(Change.values()));
    model.put("scenes", Scene.all().stream().map(Page::scene).toList());
    model.put("hazards", SHARED.get().hazards());
    model.put("claims", TlaFiles.JAR.claims().stream().map(Page::claim).toList());
    model.put("ran", verification.proof().map(p -> p.claims()).orElse(ImmutableList.of()));
    model.put("proved", proved);
    model.put("matrix", matrix);
    model.put("matrixRows", KillMatrix.rows());
    verification
        .driver()
        .ifPresent(
            part -> model.put("driver", new DriverStory(part, verification.inside(), replay)));
    learned.ifPresent(
        all -> {
          model.put("learned", LearnedText.of(all.driver(), all.part()));
          model.put("pictures", MachinePicture.of(all));
        });
    model.put("data", SHARED.get().data());
    model.put("choices", ImmutableList.copyOf(Choice.values()));
    model.put("styles", resource("page.css"));
    model.put("script", script());
    return fill("page.ftlh", model.buildOrThrow());
  }

  private static String script() {
    return Stream.of("protocol.js", "recorded.js", "drawing.js", "page.js")
        .map(Page::resource)
        .collect(Collectors.joining());
  }

  /** The page that a template makes of {@code model}. */
  static String fill(String name, Map<String, Object> model) {
    try {
      Template template = TEMPLATES.getTemplate(name);
      StringWriter page = new StringWriter();
      template.process(model, page);
      return page.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("the page's template is wrong: " + e.getMessage(), e);
    }
  }

  static String resource(String name) {
    try (InputStream stream = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImmutableMap<String, String> sentences() {
    return Arrays.stream(Rule.values())
        .collect(ImmutableMap.toImmutableMap(Rule::name, Rule::sentence));
  }

  private static ImmutableList<Map<String, Object>> machine() {
    ImmutableList.Builder<Map<String, Object>> rows = ImmutableList.builder();
    for (TransferInput input : TransferInput.values()) {
      rows.add(
          ImmutableMap.of(
              "input",
              input.label(),
              "cells",
              Arrays.stream(TransferState.values())
                  .map(state -> TransferMachine.cell(input, state))
                  .map(
                      cell ->
                          ImmutableMap.of(
                              "effect",
                              cell.effect().toString(),
                              "rules",
                              cell.rules().stream().map(Rule::name).toList()))
                  .toList()));
    }
    return rows.build();
  }

  private static ImmutableMap<String, Object> scene(Scene scene) {
    return ImmutableMap.of(
        "question", scene.question(),
        "answer", scene.answer(),
        "where", scene.walk().profile().words(),
        "link", scene.walk().link(),
        "sequence", Sequence.of(scene.question(), scene.walk()));
  }

  private static String inShort(org.returntoidle.model.Configuration configuration) {
    return configuration.platform()
        + ", "
        + configuration.driver()
        + " driver, "
        + configuration.application()
        + " application";
  }

  private static ImmutableMap<String, Object> claim(Claim claim) {
    Bounds bounds = claim.configuration().bounds();
    return ImmutableMap.<String, Object>builder()
        .put("name", claim.name())
        .put("says", claim.says())
        .put("where", inShort(claim.configuration()))
        .put("bounds", bounds.equals(Bounds.NONE) ? "no bounds" : bounds.toString())
        .put("claimed", claim.claimed())
        .put("expect", claim.expect())
        .put("states", Objects.requireNonNullElse(claim.figures().distinctStates(), 0L))
        .put("generated", Objects.requireNonNullElse(claim.figures().generatedSteps(), 0L))
        .put("steps", Objects.requireNonNullElse(claim.figures().steps(), 0))
        .put(
            "who",
            claim.fairness().stream().map(f -> lower(f.name())).collect(Collectors.joining(", ")))
        .buildOrThrow();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
