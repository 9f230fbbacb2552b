package org.returntoidle.tla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * {@code claims.json}: families of claims, written out claim by claim. The file's own first lines
 * say what its entries mean.
 */
final class ClaimsFile {
  static final String FILE = "claims.json";

  /** What an entry says of its family, not of a claim. */
  private static final ImmutableList<String> OF_THE_FAMILY = ImmutableList.of("each", "words");

  private final String file;
  private final JsonNode root;

  private ClaimsFile(String file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * One object for each claim, in the order of the file.
   *
   * @param file its name
   * @param text what is in it
   * @throws TlaFilesException if the text is no such file
   */
  static ImmutableList<ObjectNode> claims(String file, String text) {
    try {
      JsonNode root = new ObjectMapper().readTree(text);
      if (!root.path("claims").isArray()) {
        throw new TlaFilesException(file + ": there is no list of claims");
      }
      ClaimsFile families = new ClaimsFile(file, root);
      return StreamSupport.stream(root.path("claims").spliterator(), false)
          .flatMap(entry -> families.family(entry).stream())
          .collect(ImmutableList.toImmutableList());
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : ", line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new TlaFilesException(file + where + ": not JSON");
    }
  }

  private List<ObjectNode> family(JsonNode entry) {
    ObjectNode start = new ObjectMapper().createObjectNode();
    start.putObject("words");
    List<ObjectNode> claims = List.of(said(said(start, root.path("defaults")), entry));
    for (JsonNode variants : entry.path("each")) {
      claims = combined(claims, named(variants));
    }
    return claims.stream().map(claim -> withWords(claim.put("name", nameOf(claim)))).toList();
  }

  private JsonNode named(JsonNode variants) {
    if (!variants.isTextual()) {
      return variants;
    }
    JsonNode named = root.path("variants").path(variants.asText());
    if (named.isMissingNode()) {
      throw new TlaFilesException(file + ": no variants are named " + variants.asText());
    }
    return named;
  }

  private static List<ObjectNode> combined(List<ObjectNode> claims, JsonNode variants) {
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode claim : claims) {
      for (JsonNode variant : variants) {
        all.add(said(claim, variant));
      }
    }
    return all;
  }

  /** {@code claim} with what {@code more} says, too. */
  private static ObjectNode said(ObjectNode claim, JsonNode more) {
    ObjectNode both = claim.deepCopy();
    for (Map.Entry<String, JsonNode> field : more.properties()) {
      if (!OF_THE_FAMILY.contains(field.getKey())) {
        both.set(field.getKey(), field.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> word : more.path("words").properties()) {
      both.withObject("/words").set(word.getKey(), word.getValue());
    }
    return both;
  }

  private String nameOf(ObjectNode claim) {
    return replaced(claim, claim.path("name").asText()).replace(' ', '-');
  }

  private ObjectNode withWords(ObjectNode claim) {
    ObjectNode written = claim.deepCopy();
    written.put("says", replaced(claim, claim.path("says").asText()));
    written.put("specification", replaced(claim, claim.path("specification").asText()));
    List<String> claimed = texts(claim.path("claims"));
    written.putArray("claims");
    claimed.forEach(name -> written.withArray("/claims").add(replaced(claim, name)));
    written.remove("words");
    written.remove("names");
    return written;
  }

  private String replaced(ObjectNode claim, String text) {
    String result = text;
    for (Map.Entry<String, JsonNode> word : claim.path("words").properties()) {
      result = result.replace("{" + word.getKey() + "}", word.getValue().asText());
    }
    if (result.contains("{")) {
      throw new TlaFilesException(file + ": there is no word for all of " + text);
    }
    return result;
  }

  static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
