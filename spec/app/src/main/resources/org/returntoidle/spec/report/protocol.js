"use strict";
// The tables that the model has written into this page, made to run. Nothing here knows the protocol.

// What can happen in one profile, and what it does. A state is an array of the variables' values.
function protocolOf(data, key) {
  const profile = data.profiles[key];
  const { initial, terms, rows, silent } = data.protocols[profile.protocol];
  const row = new Map();
  for (let i = 0; i < profile.rows.length; i += 2) {
    row.set(data.actions[profile.rows[i]].label, rows[profile.rows[i + 1]]);
  }

  function value(number, state) {
    const term = terms[number];
    const part = (index) => value(term[index], state);
    switch (term[0]) {
      case "variable": return state[term[1]];
      case "constant": return term[1];
      case "=": return part(1) === part(2);
      case "<": return part(1) < part(2);
      case "+": return part(1) + part(2);
      case "times": return term[1] * part(2);
      case "not": return !part(1);
      case "and": return term.slice(1).every((each) => value(each, state));
      case "or": return term.slice(1).some((each) => value(each, state));
      case "if": return part(1) ? part(2) : part(3);
      default: throw new Error("unknown term " + term[0]);
    }
  }

  function next(state, label) {
    const found = row.get(label);
    if (!found || !value(found[0], state)) {
      return null;
    }
    const after = state.slice();
    for (let i = 1; i < found.length; i += 2) {
      after[found[i]] = value(found[i + 1], state);
    }
    return after;
  }

  // The states of a walk, as far as it is possible; the initial one among them.
  function follow(labels) {
    const states = [initial];
    for (const label of labels) {
      const after = next(states[states.length - 1], label);
      if (!after) {
        break;
      }
      states.push(after);
    }
    return states;
  }

  // A trace does not tell of everything: with the silent steps that can come in between.
  function withSilent(reached) {
    const all = new Map(reached);
    for (const [, { state, path }] of all) {
      for (const label of silent) {
        const after = next(state, label);
        if (after && !all.has(after.join())) {
          all.set(after.join(), { state: after, path: [...path, label] });
        }
      }
    }
    return all;
  }

  // The walk that shows most of a trace, and how many of its steps that are.
  function trace(labels) {
    let reached = withSilent(new Map([[initial.join(), { state: initial, path: [] }]]));
    for (let count = 0; count <= labels.length; count++) {
      const after = new Map();
      for (const [, { state, path }] of reached) {
        const to = count < labels.length ? next(state, labels[count]) : null;
        if (to && !after.has(to.join())) {
          after.set(to.join(), { state: to, path: [...path, labels[count]] });
        }
      }
      if (after.size === 0) {
        return { path: [...reached.values()][0].path, count };
      }
      reached = withSilent(after);
    }
    return null;
  }

  return { initial, labels: [...row.keys()], value, next, follow, trace };
}
