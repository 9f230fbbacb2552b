package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.BranchingSystem;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamInduction;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.tla.engine.Modules;

/**
 * The protocol of stream transfers.
 *
 * @param configuration of the protocol
 */
public record Streamed(StreamConfiguration configuration) implements Subject<StreamState> {
  private StreamProtocol protocol() {
    return new StreamProtocol(configuration);
  }

  @Override
  public BranchingSystem<StreamState, Action> system() {
    return protocol();
  }

  @Override
  public ImmutableMap<String, Formula<StreamState>> formulas(Set<? extends Component> fair) {
    return StreamFormulas.of(
        protocol(), fair.stream().map(Component::actions).collect(ImmutableList.toImmutableList()));
  }

  @Override
  public ImmutableSet<StreamFairness> fairness(String specification) {
    return StreamFairness.of(specification);
  }

  @Override
  public Optional<Stream<StreamState>> beginnings(String specification) {
    return specification.equals("InductiveSpec")
        ? Optional.of(new StreamInduction(protocol()).states())
        : Optional.empty();
  }

  @Override
  public String label(Action action) {
    return action.label();
  }

  @Override
  public String root() {
    return "MCStreamProtocol";
  }

  @Override
  public Modules modules(TlaFiles files) {
    return files.streamModules();
  }

  @Override
  public ImmutableList<String> constants() {
    return TlaFiles.constants(configuration);
  }

  @Override
  public boolean isBounded() {
    return !configuration.bounds().equals(StreamBounds.NONE);
  }
}
