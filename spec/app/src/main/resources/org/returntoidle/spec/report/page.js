// What a person sees of a protocol, and does with it.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const made = {};
  let key = data.first;
  let path = [];      // labels of the actions taken
  let planned = [];   // labels of the actions of a loaded walk, taken or not
  let note = "";

  const profile = () => data.profiles[key];
  const shown = () => data.protocols[profile().protocol].shown;

  function protocol() {
    made[key] = made[key] || protocolOf(data, key);
    return made[key];
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
    read();
  }

  function text(state, variable) {
    const value = protocol().value(variable.term, state);
    return value === true ? "yes" : value === false ? "no" : String(value);
  }

  function showParties(state, before) {
    const parties = byId("parties");
    parties.replaceChildren();
    for (const party of ["application", "service", "driver", "device"]) {
      const box = element("section", "", parties);
      box.className = "party";
      element("h4", party, box);
      const list = element("dl", "", box);
      for (const variable of shown().filter((each) => each.party === party)) {
        element("dt", variable.name, list).title = variable.meaning;
        const value = element("dd", text(state, variable), list);
        value.dataset.variable = variable.name;
        if (text(state, variable) !== text(before, variable)) {
          value.className = "changed";
        }
      }
    }
  }

  function showActions(state) {
    const list = byId("actions");
    list.replaceChildren();
    const can = new Set(protocol().labels.filter((label) => protocol().next(state, label)));
    for (const action of data.actions.filter((each) => can.has(each.label))) {
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
    const states = protocol().follow(path);
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
    const machine = shown().find((variable) => variable.name === "state");
    byId("said").textContent =
      (last ? "Step " + path.length + ", " + last.party + ": " + last.meaning + ". "
        : "Nothing has happened yet. ") + "The machine is " + text(state, machine) + ". " + note;
    byId("back").disabled = path.length === 0;
    byId("next").disabled = planned.length <= path.length;
    byId("here").href = fragment(path);
    showChoices();
    showWords();
  }

  // What there is to choose on this platform; of one thing there is no choice.
  function showChoices() {
    for (const name of data.choices) {
      const select = byId(name + "-choice");
      const here = Object.values(data.profiles).filter(
        (each) => name === "platform" || each.platform === profile().platform);
      const values = [...new Set(here.map((each) => each[name]).filter(Boolean))];
      select.replaceChildren();
      values.forEach((each) => { element("option", each, select).value = each; });
      select.value = profile()[name];
      select.parentElement.hidden = values.length < 2;
    }
    const meanings = data.protocols[profile().protocol].meanings;
    byId("chosen").textContent =
      data.choices.map((name) => meanings[name + "/" + profile()[name]]).filter(Boolean).join(" ");
  }

  function showWords() {
    const words = byId("words");
    words.replaceChildren();
    const can = data.actions.filter((action) => protocol().labels.includes(action.label));
    for (const word of [...shown(), ...can]) {
      element("dt", word.name || word.label, words);
      element("dd", word.party + ": " + word.meaning, words);
    }
  }

  // The profile with this value that is most like the present one; the first choices weigh most.
  function choose(name, value) {
    const weight = (each) => data.choices.reduce(
      (sum, other) => 2 * sum + (data.profiles[each][other] === profile()[other] ? 1 : 0), 0);
    return Object.keys(data.profiles)
      .filter((each) => data.profiles[each][name] === value)
      .reduce((best, each) => weight(each) > weight(best) ? each : best);
  }

  function read() {
    const parts = location.hash.slice(1).split("/");
    if (parts[0] !== "explore") {
      return;
    }
    note = "";
    if (parts[1] && !data.profiles[parts[1]]) {
      note = "There is no configuration " + parts[1] + ".";
    } else {
      const wanted = parts.slice(2).map(decodeURIComponent);
      const moved = parts[1] && parts[1] !== key;
      key = parts[1] || key;
      const possible = protocol().follow(wanted).length - 1;
      if (possible < wanted.length) {
        note = wanted[possible] + " cannot happen here.";
      }
      path = wanted.slice(0, possible);
      const goesAlong = !moved && path.every((label, index) => planned[index] === label);
      planned = goesAlong && planned.length ? planned : path.slice();
    }
    show();
  }

  for (const name of data.choices) {
    byId(name + "-choice").addEventListener("change", (event) => {
      key = choose(name, event.target.value);
      planned = [];
      path = path.slice(0, protocol().follow(path).length - 1);
      go(path);
    });
  }
  byId("back").addEventListener("click", () => go(path.slice(0, -1)));
  byId("restart").addEventListener("click", () => go([]));
  byId("next").addEventListener("click", () => go(planned.slice(0, path.length + 1)));
  function tell(text) {
    byId("loaded").textContent = text;
  }

  function load(replay) {
    const own = byId("file").dataset;
    const most = permitted(data, replay,
      own.driver === replay.driver ? own.asynchronous === "true" : undefined);
    key = most.key;
    planned = most.path;
    go([]);
    const left = data.actions.find((action) => action.label === (most.steps[most.count] || {}).label);
    const stopped = most.count === most.steps.length
      ? " What is wrong is nothing that the model tells of: see " + replay.rule + "."
      : " Then it did " + replay.trace[most.count]
        + (!left ? ", which is wrong by itself."
          : !left.modeled ? ", which only drivers meet: the model has no such step."
            : ": " + most.why + ".");
    tell("Loaded: " + replay.driver + ", " + replay.rule + ": " + replay.says + ". The model permits "
      + most.count + " of its " + most.steps.length + " steps"
      + (most.known ? "." : ", whether it is an asynchronous driver or not.") + stopped);
    byId("next").focus();
  }

  const platforms = Object.values(data.profiles).map((each) => each.platform);
  byId("file").addEventListener("change", async () => {
    const [file] = byId("file").files;
    try {
      const replay = JSON.parse(await file.text());
      if (!Array.isArray(replay.trace) || !platforms.includes(replay.platform)) {
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
