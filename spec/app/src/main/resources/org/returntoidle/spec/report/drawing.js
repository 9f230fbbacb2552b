// What is drawn of a walk. Everything is made of elements and texts: nothing is ever read as HTML.

function drawn(name, attributes, parent) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  parent.append(made);
  return made;
}

function written(text, attributes, parent) {
  drawn("text", attributes, parent).textContent = text;
}

// The four lifelines, and a line for each step: { number, from, to, text, look }.
// The newest line is in view, and the names stay above it.
function drawSequence(data, box, lines, title) {
  const { lifelines, row, width } = data.sequence;
  const x = (party) => lifelines.find((each) => each.name === party).x;
  box.replaceChildren();
  const names = drawn("svg", { class: "names", width, height: 44, "aria-hidden": true }, box);
  const height = row * (lines.length + 1);
  const body = drawn("svg", { role: "img", width, height, "aria-label": title }, box);
  for (const line of lifelines) {
    drawn("rect", { class: "box", x: line.x - 60, y: 8, width: 120, height: 30, rx: 4 }, names);
    written(line.name, { class: "name", x: line.x, y: 28, "text-anchor": "middle" }, names);
    drawn("line", { class: "life", x1: line.x, x2: line.x, y1: 0, y2: height }, body);
  }
  lines.forEach((line, index) => {
    drawLine(drawn("g", { class: "step " + (line.look || "") }, body), line, x, row * (index + 1));
  });
  const shown = lines.findIndex((line) => line.look);
  box.scrollTop = shown < 0 ? 0 : Math.max(0, row * (shown + 3) + 44 - box.clientHeight);
  if (shown >= 0) {
    const { from, to } = lines[shown];
    box.scrollLeft = Math.max(x(from), x(to || from)) + 70 - box.clientWidth; // On a phone.
  }
}

function drawLine(group, line, x, y) {
  const from = x(line.from);
  written(line.number, { class: "number", x: 6, y: y + 4 }, group);
  if (line.to) {
    const end = x(line.to);
    drawn("line", { class: "arrow", x1: from, x2: end, y1: y, y2: y, "marker-end": "url(#head)" },
      group);
    written(line.text,
      { class: "label", x: (from + end) / 2, y: y - 5, "text-anchor": "middle" }, group);
  } else {
    const goesLeft = from > 600; // At the right edge there is no room.
    drawn("circle", { class: "dot", cx: from, cy: y, r: 4 }, group);
    written(line.text, { class: "label", x: from + (goesLeft ? -10 : 10), y: y + 4,
      "text-anchor": goesLeft ? "end" : "start" }, group);
  }
}

// Each picture is drawn of these in a square of 24; what is on is filled, by the style sheet.
const PICTURES = {
  lamp: [["path", { d: "M8 15a6 6 0 1 1 8 0v3H8z" }], ["path", { d: "M9 21h6" }]],
  read: [["rect", { x: 3, y: 13, width: 18, height: 7, rx: 1 }], ["path", { d: "M12 2v8m-4-4 4 4 4-4" }]],
  callback: [["path", { d: "M3 4h18v12H11l-5 5v-5H3z" }]],
  cancel: [["circle", { cx: 12, cy: 12, r: 9 }], ["path", { class: "inside", d: "M8 8l8 8m0-8l-8 8" }]],
  band: [["path", { d: "M4 7h16v10H4z" }], ["path", { class: "inside", d: "M7 12h10" }]],
  stream: [["path", { d: "M6 3h8l4 4v14H6z" }], ["path", { class: "inside", d: "M9 12h6m-6 4h6" }]],
  button: [["rect", { x: 3, y: 14, width: 18, height: 6, rx: 1 }], ["rect", { x: 8, y: 8, width: 8, height: 6 }]],
  fault: [["path", { d: "M12 3l10 18H2z" }], ["path", { class: "inside", d: "M12 10v5m0 2v1" }]],
  call: [["circle", { cx: 12, cy: 12, r: 9 }], ["path", { class: "inside", d: "M7 12h9m-4-4 4 4-4 4" }]],
};

// The text beside it says the same: the picture is for who sees it.
function drawPicture(kind, isOn, parent) {
  const picture = drawn("svg",
    { class: "picture" + (isOn ? " on" : ""), viewBox: "0 0 24 24", "aria-hidden": true }, parent);
  PICTURES[kind].forEach(([name, attributes]) => drawn(name, attributes, picture));
}

// Which state the driver is in, and the arrow by which it came there.
function lightMachine(figure, before, now) {
  for (const state of figure.querySelectorAll("[data-state]")) {
    state.classList.toggle("lit", state.dataset.state === now);
  }
  for (const arrow of figure.querySelectorAll("[data-from]")) {
    arrow.classList.toggle("taken", before !== now
      && arrow.dataset.from === before && arrow.dataset.to === now);
  }
  figure.querySelector("title").textContent = "State diagram: the driver is in " + now
    + (before === now ? "" : ", and has just come there from " + before);
}
