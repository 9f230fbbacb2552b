package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.BranchingSystem;
import org.returntoidle.tla.engine.Modules;

/**
 * The protocol of banded transfers.
 *
 * @param configuration of the protocol
 * @param inTransit how many {@code CANCEL_IO} can be under way at once, without bounds
 */
public record Banded(Configuration configuration, InTransit inTransit)
    implements Subject<ProtocolState> {
  private Protocol protocol() {
    return new Protocol(configuration);
  }

  @Override
  public BranchingSystem<ProtocolState, Action> system() {
    return inTransit.system(protocol());
  }

  @Override
  public ImmutableMap<String, Formula<ProtocolState>> formulas(Set<? extends Component> fair) {
    return Formulas.of(protocol(), fair, p -> inTransit.rules(p).apply(Properties.of(p)));
  }

  @Override
  public ImmutableSet<Fairness> fairness(String specification) {
    return Fairness.of(specification);
  }

  @Override
  public Optional<Stream<ProtocolState>> beginnings(String specification) {
    return switch (specification) {
      case "InductiveSpec" -> Optional.of(new Induction(protocol()).states());
      case "Everywhere" -> Optional.of(TypeCorrect.states(configuration));
      default -> Optional.empty();
    };
  }

  @Override
  public String label(Action action) {
    return inTransit.label(action);
  }

  @Override
  public String root() {
    return inTransit.module();
  }

  @Override
  public Modules modules(TlaFiles files) {
    return files.modules().withRoot(root());
  }

  @Override
  public ImmutableList<String> constants() {
    return TlaFiles.constants(configuration, inTransit);
  }

  @Override
  public boolean isBounded() {
    return !configuration.bounds().equals(Bounds.NONE);
  }
}
