package org.returntoidle.spec.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.report.HazardSearch.Found;

/**
 * A hazard as the page tells it.
 *
 * @param rule that describes it
 * @param pictures one for each protocol that has it, or for each half of it
 */
public record HazardStory(Rule rule, ImmutableList<HazardStory.Picture> pictures) {

  /**
   * Where it occurs, and how.
   *
   * @param name for links
   * @param found what the search has found
   */
  public record Picture(String name, Found found) {
    /** On which platforms. */
    public String where() {
      return found.where();
    }

    /** In which profile it is shown. */
    public String shown() {
      return found.shortest().profile().words();
    }

    /** A link to its end. */
    public String link() {
      return found.shortest().link();
    }

    /** The diagram. */
    public Sequence sequence() {
      Rule rule = found.rule();
      return Sequence.of(rule + ", " + where() + ": " + rule.sentence(), found.shortest());
    }

    /** In how many profiles it was looked for. */
    public int places() {
      return found.places().size();
    }

    /** Each profile in which it is gone. */
    public ImmutableList<String> gone() {
      return found.gone().stream().map(Profile::words).collect(toImmutableList());
    }

    /** What makes it go: a choice, or one together with another. */
    public ImmutableList<String> goneWith() {
      return new GoneWith(found).said();
    }
  }

  /** Looks for all of them: some seconds. */
  static ImmutableList<HazardStory> all() {
    List<Found> found =
        Stream.of(HazardSearch.bands(), HazardSearch.streams())
            .flatMap(ImmutableList::stream)
            .toList();
    return Arrays.stream(Rule.values())
        .filter(rule -> rule.name().startsWith("H"))
        .map(rule -> new HazardStory(rule, pictures(rule, found)))
        .collect(toImmutableList());
  }

  private static ImmutableList<Picture> pictures(Rule rule, List<Found> found) {
    List<Picture> pictures = new ArrayList<>();
    for (Found one : found) {
      if (one.rule() == rule) {
        pictures.add(
            new Picture(
                String.format(Locale.ROOT, "hazard-%s-%d", rule, pictures.size() + 1), one));
      }
    }
    return ImmutableList.copyOf(pictures);
  }

  /** What an application, or the next protocol, should do about it. */
  public String advice() {
    return switch (rule) {
      case H1 ->
          "An application that calls CancelPendingIO must also answer S_FALSE from its next"
              + " callback: only that reaches every driver. A driver that can give up a read should"
              + " cancel asynchronously. Windows Vista has connected the two ways: after Cancel"
              + " every callback is answered S_FALSE (V2). Only a driver that does not ask any more"
              + " misses it.";
      case H2 ->
          "An application should not begin a transfer while a CANCEL_IO of an earlier one may still"
              + " be on its way; if a transfer ends canceled and nobody asked for it, it may begin"
              + " again. The event names a device, so a driver that believes it cannot tell. Since"
              + " Windows Vista a driver can ask first, by a message (D26). A successor should name"
              + " the transfer that a cancel is meant for.";
      case H3 ->
          "An application must not conclude from its own cancel that the transfer was canceled: S_OK"
              + " means that the whole image is there, and it may keep it or throw it away. A"
              + " successor should answer the cancel itself: done, or too late.";
      case H4 ->
          "On Windows Me an application has to remember whether it asked for a cancel: the code"
              + " E_ABORT may be its own answer, a failure, or a cancel. Windows XP has a code that"
              + " means a cancel and nothing else, S_FALSE.";
      case H5 ->
          "An application should keep the last page back until Download has returned S_OK. A"
              + " successor should say at the end of a stream whether the page is whole.";
      case H6 ->
          "An error handler should answer S_FALSE when the user cancels, not the code that it was"
              + " told. Then the driver can tell a cancel from a failure (V32).";
      case H7 ->
          "An application should throw an empty stream away. A driver that asks for the stream when"
              + " it has read the page's first band leaves none behind.";
      case H8 ->
          "An application that finds its transfer canceled, and did not ask for it, may begin again."
              + " A driver should ask by a message before it believes the event (D26).";
      case H9 ->
          "A client has to look at the code itself, not only at its sign: S_FALSE, END_OF_MEDIA and"
              + " SKIP_ITEM all pass SUCCEEDED. The model has no picture of it: whatever the driver"
              + " does is right, and what is wrong happens in the client.";
      default -> throw new IllegalStateException(rule + " is no hazard");
    };
  }
}
