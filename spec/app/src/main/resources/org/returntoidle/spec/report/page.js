// What a person sees of a protocol, and does with it.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const made = {};
  let key = data.first;
  let path = [];      // labels of the actions taken
  let planned = [];   // labels of the actions of a loaded walk, taken or not
  let note = "";
  let seen = "";      // the address that was read last
  const PARTIES = ["application", "service", "driver", "device"];

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

  // A box for each party, in the order of the lifelines.
  function boxes(parent, fill) {
    parent.replaceChildren();
    for (const party of PARTIES) {
      const box = element("section", "", parent);
      box.className = "party";
      box.dataset.party = party;
      element("h4", party, box);
      fill(party, box);
    }
  }

  function showPictures(state, before) {
    const { pictures } = data.protocols[profile().protocol];
    boxes(byId("parties"), (party, box) => {
      const list = element("ul", "", box);
      list.className = "pictures";
      for (const each of pictures.filter((picture) => picture.party === party)) {
        const isOn = protocol().value(each.term, state);
        const item = element("li", "", list);
        item.classList.toggle("on", isOn);
        item.classList.toggle("changed", isOn !== protocol().value(each.term, before));
        drawPicture(each.kind, isOn, item);
        element("span", isOn ? each.on : each.off, item);
      }
    });
  }

  function showValues(state, before) {
    const hasChanged = (variable) => text(state, variable) !== text(before, variable);
    boxes(byId("lists"), (party, box) => {
      const list = element("dl", "", box);
      for (const variable of shown().filter((each) => each.party === party)) {
        element("dt", variable.name, list).title = variable.meaning;
        const value = element("dd", text(state, variable), list);
        value.dataset.variable = variable.name;
        value.classList.toggle("changed", hasChanged(variable));
      }
    });
    const changed = shown().filter(hasChanged).map((each) => each.name + ": " + text(state, each));
    byId("changed").textContent = "All values"
      + (changed.length ? "; changed: " + changed.join(", ") : "");
  }

  function showActions(state) {
    const can = new Set(protocol().labels.filter((label) => protocol().next(state, label)));
    boxes(byId("actions"), (party, box) => {
      const list = element("ul", "", box);
      const mine = data.actions.filter((each) => each.party === party && can.has(each.label));
      for (const action of mine) {
        const button = element("button", action.label, element("li", "", list));
        button.type = "button";
        button.title = action.party + ": " + action.meaning;
        button.dataset.action = action.label;
        button.addEventListener("click", () => take(action.label));
      }
      if (mine.length === 0) {
        element("li", "nothing", list).className = "soft";
      }
    });
  }

  // What was taken back is not forgotten as long as one goes the same way again.
  function take(label) {
    if (planned[path.length] !== label) {
      planned = [];
    }
    go([...path, label]);
  }

  function showSequence() {
    drawSequence(data, byId("sequence"), path.map((label, index) => {
      const action = data.actions.find((each) => each.label === label);
      return { number: index + 1, from: action.party, to: action.to, text: label,
        look: index === path.length - 1 ? "newest" : "" };
    }), "Sequence diagram, " + path.length + (path.length === 1 ? " step" : " steps")
      + "; the list under What has happened has the same in words");
  }

  function showPath() {
    const walked = byId("path");
    walked.replaceChildren();
    path.forEach((label, index) => {
      const link = element("a", label, element("li", "", walked));
      link.href = fragment(path.slice(0, index + 1));
    });
  }

  // What has the focus may be made anew, or not be there any more. Then what is most like it has it.
  function keepFocus(render) {
    const held = document.activeElement;
    const { action } = held.dataset;
    const party = held.closest("#actions [data-party]")?.dataset.party;
    const isLink = held.closest("#path") !== null;
    const isButton = ["back", "next"].includes(held.id);
    render();
    const first = (...selectors) => selectors.map((each) => document.querySelector(each))
      .find((each) => each !== null);
    if (party) {
      first(`#actions [data-action="${action}"]`, `#actions [data-party="${party}"] button`,
        "#actions button", "#restart").focus();
    } else if (isLink) {
      first("#path li:last-child a", "#actions button", "#restart").focus();
    } else if (isButton && held.disabled) {
      first("#back:enabled", "#next:enabled", "#actions button", "#restart").focus();
    }
  }

  function show() {
    keepFocus(render);
  }

  function render() {
    const states = protocol().follow(path);
    const state = states[states.length - 1];
    const before = states.length > 1 ? states[states.length - 2] : state;
    const machine = shown().find((variable) => variable.name === "state");
    lightMachine(byId("here-machine"), text(before, machine), text(state, machine));
    showSequence();
    showPictures(state, before);
    showValues(state, before);
    showActions(state);
    showPath();
    const last = data.actions.find((action) => action.label === path[path.length - 1]);
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
    seen = location.hash;
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
  const back = () => go(path.slice(0, -1));
  const forward = () => go(planned.slice(0, path.length + 1));
  byId("back").addEventListener("click", back);
  byId("restart").addEventListener("click", () => go([]));
  byId("next").addEventListener("click", forward);

  // Where the keys mean something by themselves, they go on doing that.
  byId("explore").addEventListener("keydown", (event) => {
    const isOurs = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
      && !event.target.closest("select, input, .wide");
    const step = event.key === "ArrowLeft" && !byId("back").disabled ? back
      : event.key === "ArrowRight" && !byId("next").disabled ? forward : null;
    if (isOurs && step) {
      event.preventDefault();
      step();
    }
  });

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

  function isReplay(text) {
    try {
      return Array.isArray(JSON.parse(text).trace);
    } catch (error) {
      return false; // Several lines of JSON are a trace.
    }
  }

  function loadReplay(text) {
    const replay = JSON.parse(text);
    if (!platforms.includes(replay.platform)) {
      throw new Error("it is of no Windows that is known here");
    }
    load(replay);
  }

  // It is shown as it is; what the model explains of it can be walked.
  function loadTrace(name, text) {
    const trace = parseTrace(text);
    const why = unjudged(data, trace);
    const most = why ? null : explained(data, trace);
    const isJudged = most !== null && most.count >= 0;
    if (isJudged) {
      key = most.key;
      planned = most.path;
      go([]);
    }
    const stop = isJudged ? most.count : trace.events.length;
    showTrace(name, traceLines(data, trace.events), stop);
    const judge = " What is right and wrong of a recorded trace, check-trace says.";
    const next = trace.events[stop];
    tell("Loaded: " + name + ", a trace of " + trace.events.length + " events. "
      + (why ? "It is only shown: " + why + "."
        : !isJudged ? "It is only shown: no driver " + trace.header.driver + " is known here."
          : next ? "The model explains the first " + stop + ", and not line " + next.number + ", "
            + eventText(data, next) + ": " + most.why
            + ". It knows nothing of events that overlap."
            : "The model explains all of them.") + judge);
    if (isJudged && !byId("next").disabled) {
      byId("next").focus();
    }
  }

  // Of a long one, what lies around the event at which the explanation ends.
  function showTrace(name, all, stop) {
    const MOST_SHOWN = 300;
    const first = Math.max(0, Math.min(stop + 20, all.length) - MOST_SHOWN);
    const lines = all.slice(first, first + MOST_SHOWN);
    if (all[stop]) {
      lines[stop - first].look = "stops";
    }
    byId("recorded").hidden = false;
    byId("recorded-title").textContent = name + (lines.length < all.length
      ? ": events " + (first + 1) + " to " + (first + lines.length) + " of " + all.length : "");
    drawSequence(data, byId("recorded-sequence"), lines, "Sequence diagram of the recorded trace;"
      + " The trace as text has the same in words");
    const list = byId("recorded-lines");
    list.replaceChildren();
    for (const line of lines) {
      element("li", line.from + (line.to ? " to " + line.to : "") + ": " + line.text
        + (line.look ? " (not explained)" : ""), list).value = line.number;
    }
  }

  async function open(file) {
    byId("recorded").hidden = true;
    try {
      if (file.size > MOST_BYTES) {
        throw new Error("it is too long for a page; check-trace judges a trace of any length");
      }
      const text = await file.text();
      if (isReplay(text)) {
        loadReplay(text);
      } else {
        loadTrace(file.name, text);
      }
    } catch (error) {
      tell(file.name + " is not a replay file or a recorded trace: " + error.message);
    }
  }

  byId("file").addEventListener("change", () => open(byId("file").files[0]));

  // Only files: text that is dragged stays what it is.
  const brings = (event) => [...event.dataTransfer.types].includes("Files");
  byId("explore").addEventListener("dragover", (event) => {
    if (brings(event)) {
      event.preventDefault();
      byId("explore").classList.add("over");
    }
  });
  byId("explore").addEventListener("dragleave", () => byId("explore").classList.remove("over"));
  byId("explore").addEventListener("drop", (event) => {
    byId("explore").classList.remove("over");
    if (brings(event)) {
      event.preventDefault();
      open(event.dataTransfer.files[0]);
    }
  });

  function arrive() {
    if (location.hash === seen) {
      return; // A step of our own: the page stays where it is.
    }
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
