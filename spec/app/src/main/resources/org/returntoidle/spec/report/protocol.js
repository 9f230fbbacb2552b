"use strict";
// The tables that the model has written into this page, made to run. Nothing here knows the protocol.

// What can happen in one profile, and what it does. A state is an array of the variables' values.
function protocolOf(data, key) {
  const profile = data.profiles[key];
  const { initial, terms, rows, silent, result, seen } = data.protocols[profile.protocol];
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

  // Of what nobody has seen it is enough that it has happened once: or there would be no end.
  function counts(before, after) {
    return seen.some((index) => after[index] > Math.max(1, before[index]));
  }

  // What tells states apart; of a recorded trace not how often something has happened.
  function identity(state, unseen) {
    return (unseen.length ? seen.map((index) => state[index]) : state).join();
  }

  // How a state was reached: each knows the one before.
  function labelsTo(reached) {
    const labels = [];
    for (let each = reached; each.before; each = each.before) {
      labels.push(each.label);
    }
    return labels.reverse();
  }

  // A trace does not tell of everything: with the silent steps that can come in between.
  function withSilent(reached, unseen) {
    const all = new Map(reached);
    for (const [, before] of all) {
      for (const label of [...silent, ...unseen]) {
        const state = next(before.state, label);
        const isNew = state && !all.has(identity(state, unseen));
        if (isNew && !(unseen.length && counts(before.state, state))) {
          all.set(identity(state, unseen), { state, label, before });
        }
      }
    }
    return all;
  }

  // Where this leads from each of these.
  function after(reached, label, unseen) {
    const all = new Map();
    for (const [, before] of reached) {
      const state = next(before.state, label);
      if (state && !all.has(identity(state, unseen))) {
        all.set(identity(state, unseen), { state, label, before });
      }
    }
    return all;
  }

  function taken(reached, label, unseen) {
    const usual = after(reached, label, unseen);
    // Or it was the seek before the write.
    return usual.size === 0 && label === "StreamFails"
      ? after(after(reached, "WriteBand", unseen), label, unseen) : usual;
  }

  // The model has one code for every error of a callback, and one for every fault.
  function remember(actual, { label, code }) {
    if (data.faultReports.includes(label)) {
      actual.set(data.fault, code);
    } else if (["CallbackFails_E_FAIL", "StreamFails"].includes(label) && !actual.has("E_FAIL")) {
      actual.set("E_FAIL", code && code !== "S_OK" ? code : "E_UNEXPECTED");
    }
  }

  // The walk that shows most of a trace, how many of its steps that are, and why not the next one.
  // Besides the silent steps, a recorded one may leave others out.
  function trace(steps, unseen = []) {
    let reached = withSilent(new Map([[identity(initial, unseen), { state: initial }]]), unseen);
    const actual = new Map();
    const end = (count, why) => ({ path: labelsTo([...reached.values()][0]), count, why });
    for (let count = 0; count < steps.length; count++) {
      const step = steps[count];
      const label = row.has(step.label) ? step.label
        : step.label.replace("CallbackFails_E_ABORT", "CallbackFails_E_FAIL");
      let found = taken(reached, label, unseen);
      // What is thrown means something next, another event while idle nothing.
      if (step.thrown || (label === "NotifyOtherEvent" && found.size === 0)) {
        continue;
      }
      remember(actual, { label, code: step.code });
      let why = row.has(label) ? "it cannot happen there" : "the model has no such step";
      if (label === "ReturnFromAcquire" && found.size > 0) {
        const code = ({ state }) => actual.get(state[result]) || state[result];
        why = "it must return " + code([...found.values()][0]);
        found = new Map([...found].filter(([, each]) => code(each) === step.code));
        actual.clear();
      }
      if (found.size === 0) {
        return end(count, why);
      }
      reached = withSilent(found, unseen);
    }
    return end(steps.length, "");
  }

  return { initial, labels: [...row.keys()], value, next, follow, trace };
}

// A line of a replay's trace is an action, and what it carries: "CallbackFails(E_ABORT)".
function stepOf(data, line) {
  const [, word, code] = /^(\w*)(?:\((\w+))?/.exec(line);
  const labels = data.actions.map((action) => action.label);
  const label = [word + "_" + code, word].find((each) => labels.includes(each))
    || labels.find((each) => word && each.startsWith(word + "_")) || line;
  const thrown = /^(the \w+|StartDevice|SubmitRead|StopDevice|GetNextStream) (throws|answers) /;
  return { label, code: code || "", thrown: thrown.test(line) };
}

// The profile that permits most of a replay: of its platform, with its kind of driver and of job.
// Of a driver that nobody knows any kind may be meant.
function permitted(data, replay, own) {
  const steps = replay.trace.map((line) => stepOf(data, line));
  const asynchronous = own === undefined ? data.drivers[replay.driver] : own;
  const feeder = replay.trace.some((line) => /^AcquireItemData .*all pages/.test(line))
    ? "All" : "Number";
  let most = { path: [], count: -1, why: "" };
  for (const [key, profile] of Object.entries(data.profiles)) {
    const isMeant = profile.platform === replay.platform
      && (asynchronous === undefined || asynchronous === (profile.driver !== "NotAsynchronous"))
      && (!profile.feeder || profile.feeder === feeder);
    if (isMeant && most.count < steps.length) {
      const found = protocolOf(data, key).trace(steps);
      if (found.count > most.count) {
        most = { ...found, key };
      }
    }
  }
  return { ...most, steps, known: asynchronous !== undefined };
}
