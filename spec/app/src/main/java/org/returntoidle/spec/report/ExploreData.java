package org.returntoidle.spec.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.reflect.Reflection;
import java.util.List;
import java.util.Locale;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.model.Action;
import org.returntoidle.model.Action.Party;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.report.Meaning.Word;

/**
 * The tables of the protocols as data for the page, which knows nothing of a protocol but these:
 * for each profile, which row says when an action can happen and what it does.
 */
final class ExploreData {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a driver that is only asked what it claims. */
  private static final ScannerDevice UNUSED =
      Reflection.newProxy(
          ScannerDevice.class,
          (proxy, method, args) -> {
            throw new UnsupportedOperationException(method + ": no transfer runs");
          });

  /** What a recorded trace may leave out: none of it stands at the border to the service. */
  private static final ImmutableSet<Action> UNSEEN =
      Sets.immutableEnumSet(
          Action.ANSWER_BUSY,
          Action.START_DEVICE,
          Action.START_FAILS,
          Action.STOP_DEVICE,
          Action.SUBMIT_READ,
          Action.INTERRUPT_READ,
          Action.READ_BAND,
          Action.READ_LAST_BAND,
          Action.READ_NOT_READY,
          Action.READ_BUTTON,
          Action.READ_FAULT,
          Action.READ_FEEDER_EMPTY,
          Action.PRESS_CANCEL_BUTTON,
          Action.DEVICE_FAILS,
          Action.IMAGE_ENDS,
          Action.CANCEL_PENDING_IO);

  private ExploreData() {}

  /** Everything that the page's script needs. */
  static ObjectNode of(List<? extends Profile<?>> profiles) {
    ObjectNode root = JSON.createObjectNode();
    root.put("first", Profile.of(Configuration.DEFAULT).key());
    ArrayNode actions = root.putArray("actions");
    for (Action action : Action.values()) {
      ObjectNode one = actions.addObject();
      Sequence.to(action).ifPresent(party -> one.put("to", name(party)));
      one.put("label", action.label())
          .put("party", name(action.party()))
          .put("modeled", !Action.ONLY_PLAYED.contains(action))
          .put("meaning", action.meaning());
    }
    ArrayNode choices = root.putArray("choices");
    for (Choice choice : Choice.values()) {
      choices.add(choice.label());
    }
    root.put("fault", Protocol.FAULT.toString());
    ArrayNode faultReports = root.putArray("faultReports");
    Action.FAULT_REPORTS.forEach(action -> faultReports.add(action.label()));
    ObjectNode drivers = root.putObject("drivers");
    for (BuiltInDriver driver : BuiltInDriver.values()) {
      drivers.put(driver.label(), driver.made().create(UNUSED).cancelsAsynchronously());
    }
    ArrayNode unseen = root.putArray("unseen");
    UNSEEN.forEach(action -> unseen.add(action.label()));
    ObjectNode codes = root.putObject("codes");
    HResult.named().forEach(code -> codes.put(hexadecimal(code), code.toString()));
    root.set("sequence", Sequence.geometry());
    root.putObject("protocols");
    root.putObject("profiles");
    put(root, View.BANDS, profiles);
    put(root, View.STREAMS, profiles);
    return root;
  }

  private static <S> void put(ObjectNode root, View<S> view, List<? extends Profile<?>> profiles) {
    TermTable<S> table = new TermTable<>(view.variables().all());
    ObjectNode protocol = root.withObject("/protocols").putObject(view.name());
    ObjectNode meanings = protocol.putObject("meanings");
    for (Profile<?> profile : profiles) {
      if (profile.view().equals(view)) {
        @SuppressWarnings("unchecked") // It has the states of this view.
        Profile<S> mine = (Profile<S>) profile;
        root.withObject("/profiles").set(mine.key(), profile(mine, table));
        mine.chosen().forEach((choice, word) -> meanings.put(meaning(choice, word), word.says()));
      }
    }
    ArrayNode silent = protocol.putArray("silent");
    view.silent().forEach(action -> silent.add(action.label()));
    ArrayNode initial = protocol.putArray("initial");
    view.variables()
        .all()
        .forEach(variable -> initial.add(TermTable.raw(variable.value(view.initial()))));
    protocol.put(
        "result", view.variables().all().stream().map(Variable::name).toList().indexOf("result"));
    ArrayNode shown = protocol.putArray("shown");
    for (View.Shown<S> each : view.shown()) {
      shown
          .addObject()
          .put("name", each.variable().name())
          .put("party", name(each.party()))
          .put("meaning", each.meaning())
          .put("term", table.term(each.value()));
    }
    ArrayNode pictures = protocol.putArray("pictures");
    for (View.Picture<S> each : view.pictures()) {
      pictures
          .addObject()
          .put("kind", each.kind())
          .put("party", name(each.party()))
          .put("on", each.on())
          .put("off", each.off())
          .put("term", table.term(each.when()));
    }
    ArrayNode seen = protocol.putArray("seen");
    view.shown().forEach(each -> seen.add(view.variables().all().indexOf(each.variable())));
    protocol.set("terms", table.terms());
    protocol.set("rows", table.rows());
  }

  private static String name(Party party) {
    return party.name().toLowerCase(Locale.ROOT);
  }

  private static String hexadecimal(HResult code) {
    return String.format(Locale.ROOT, "0x%08x", code.code());
  }

  private static String meaning(Choice choice, Word word) {
    return choice.label() + "/" + word.label();
  }

  private static <S> ObjectNode profile(Profile<S> profile, TermTable<S> table) {
    ObjectNode node = JSON.createObjectNode();
    node.put("protocol", profile.view().name());
    profile.chosen().forEach((choice, word) -> node.put(choice.label(), word.label()));
    ArrayNode rows = node.putArray("rows");
    ImmutableList<Action> actions = ImmutableList.copyOf(Action.values());
    profile.rows().forEach((action, row) -> rows.add(actions.indexOf(action)).add(table.row(row)));
    return node;
  }
}
