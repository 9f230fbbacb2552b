"use strict";
// Walks the graphs that the explorer has written into this page. Nothing here knows the protocol.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const choices = ["platform", "driver", "application"];
  const keyOf = (graph) => choices.map((name) => graph[name].toLowerCase()).join("-");
  let key = data.first;
  let path = [];      // labels of the actions taken
  let planned = [];   // labels of the actions of a loaded walk, taken or not
  let note = "";

  function follow(labels) {
    const graph = data.graphs[key];
    const states = [0];
    for (const label of labels) {
      const steps = graph.steps[states[states.length - 1]];
      let to = -1;
      for (let i = 0; i < steps.length; i += 2) {
        if (data.actions[steps[i]].label === label) {
          to = steps[i + 1];
        }
      }
      if (to < 0) {
        break;
      }
      states.push(to);
    }
    return states;
  }

  function element(name, text, parent) {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  }

  function fragment(labels) {
    return "#" + ["explore", key, ...labels].join("/");
  }

  function go(labels) {
    location.hash = fragment(labels);
  }

  function value(state, index) {
    const variable = data.variables[index];
    return variable.values[parseInt(data.graphs[key].states[state][index], 36)];
  }

  function showParties(state, before) {
    const parties = byId("parties");
    parties.replaceChildren();
    for (const party of ["application", "service", "driver", "device"]) {
      const box = element("section", "", parties);
      box.className = "party";
      element("h4", party, box);
      const list = element("dl", "", box);
      data.variables.forEach((variable, index) => {
        if (variable.party === party) {
          const name = element("dt", variable.name, list);
          name.title = variable.meaning;
          const shown = element("dd", value(state, index), list);
          shown.dataset.variable = variable.name;
          if (value(state, index) !== value(before, index)) {
            shown.className = "changed";
          }
        }
      });
    }
  }

  function showActions(state) {
    const list = byId("actions");
    list.replaceChildren();
    const steps = data.graphs[key].steps[state];
    for (let i = 0; i < steps.length; i += 2) {
      const action = data.actions[steps[i]];
      const button = element("button", action.label, element("li", "", list));
      button.title = action.party + ": " + action.meaning;
      button.dataset.action = action.label;
      button.addEventListener("click", () => {
        planned = [];
        go([...path, action.label]);
      });
    }
  }

  function show() {
    const states = follow(path);
    const state = states[states.length - 1];
    const before = states.length > 1 ? states[states.length - 2] : state;
    showParties(state, before);
    showActions(state);
    const walked = byId("path");
    walked.replaceChildren();
    path.forEach((label, index) => {
      const link = element("a", label, element("li", "", walked));
      link.href = fragment(path.slice(0, index + 1));
    });
    const last = data.actions.find((action) => action.label === path[path.length - 1]);
    const which = data.variables.findIndex((variable) => variable.name === "state");
    byId("said").textContent =
      (last ? "Step " + path.length + ", " + last.party + ": " + last.meaning + ". "
        : "Nothing has happened yet. ") + "The machine is " + value(state, which) + ". " + note;
    byId("back").disabled = path.length === 0;
    byId("next").disabled = planned.length <= path.length;
    byId("here").href = fragment(path);
    choices.forEach((name) => { byId(name + "-choice").value = data.graphs[key][name]; });
  }

  function read() {
    const parts = location.hash.slice(1).split("/");
    if (parts[0] !== "explore") {
      return;
    }
    note = "";
    if (parts[1] && !data.graphs[parts[1]]) {
      note = "There is no configuration " + parts[1] + ".";
    } else {
      const wanted = parts.slice(2).map(decodeURIComponent);
      const moved = parts[1] && parts[1] !== key;
      key = parts[1] || key;
      const possible = follow(wanted).length - 1;
      if (possible < wanted.length) {
        note = wanted[possible] + " cannot happen here.";
      }
      path = wanted.slice(0, possible);
      const goesAlong = !moved && path.every((label, index) => planned[index] === label);
      planned = goesAlong && planned.length ? planned : path.slice();
    }
    show();
  }

  for (const word of [...data.variables, ...data.actions]) {
    element("dt", word.name || word.label, byId("words"));
    element("dd", word.party + ": " + word.meaning, byId("words"));
  }
  for (const name of choices) {
    const select = byId(name + "-choice");
    const values = Object.values(data.graphs).map((graph) => graph[name]);
    [...new Set(values)].forEach((each) => { element("option", each, select).value = each; });
    select.addEventListener("change", () => {
      const wanted = choices.map((each) => byId(each + "-choice").value.toLowerCase()).join("-");
      key = keyOf(data.graphs[wanted]);
      planned = [];
      path = path.slice(0, follow(path).length - 1);
      go(path);
      show();
    });
  }
  byId("back").addEventListener("click", () => go(path.slice(0, -1)));
  byId("restart").addEventListener("click", () => go([]));
  byId("next").addEventListener("click", () => go(planned.slice(0, path.length + 1)));
  function tell(text) {
    byId("loaded").textContent = text;
  }

  // A line of a trace is an action, and what it carries: "CallbackFails(E_ABORT)".
  function labelOf(line) {
    const word = line.split(/[ (]/)[0];
    const exact = line.split(" ")[0].replace("(", "_").replace(")", "");
    const labels = data.actions.map((action) => action.label);
    return [exact, word].find((each) => labels.includes(each))
      || labels.find((label) => label.startsWith(word + "_")) || line;
  }

  // In whichever configuration of its platform most of it can happen.
  function load(replay) {
    const labels = replay.trace.map(labelOf);
    const keys = Object.keys(data.graphs).filter(
      (each) => data.graphs[each].platform === replay.platform);
    let most = 0;
    for (const each of keys) {
      key = each;
      most = Math.max(most, follow(labels).length);
    }
    key = keys.find((each) => {
      key = each;
      return follow(labels).length === most;
    });
    planned = labels.slice(0, most - 1);
    go([]);
    read();
    const stopped = planned.length < labels.length
      ? " Then it did " + replay.trace[planned.length] + ", which cannot happen there." : "";
    tell("Loaded: " + replay.driver + ", " + replay.rule + ": " + replay.says + ". The model permits "
      + planned.length + " of its " + labels.length + " steps." + stopped);
    byId("next").focus();
  }

  byId("file").addEventListener("change", async () => {
    const [file] = byId("file").files;
    try {
      const replay = JSON.parse(await file.text());
      if (!Array.isArray(replay.trace) || !["XP", "Me"].includes(replay.platform)) {
        throw new Error("it has no trace");
      }
      load(replay);
    } catch (error) {
      tell(file.name + " is not a replay file: " + error.message);
    }
  });

  function arrive() {
    read();
    if (location.hash.startsWith("#explore/")) {
      byId("explore").scrollIntoView();
    }
  }

  window.addEventListener("hashchange", arrive);
  for (const link of document.querySelectorAll("a.walk")) {
    // A walk begins at its beginning, with all of its steps ahead.
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const parts = link.hash.slice(1).split("/");
      key = parts[1];
      planned = parts.slice(2);
      go([]);
      read();
      byId("explore").scrollIntoView();
      byId("next").focus();
    });
  }
  for (const button of document.querySelectorAll("button.copy")) {
    button.addEventListener("click", () => {
      const area = document.getElementById(button.dataset.from);
      const range = document.createRange();
      range.selectNodeContents(area);
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      document.execCommand("copy");
      button.textContent = "Copied";
    });
  }
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });
  show();
  arrive();
})();
