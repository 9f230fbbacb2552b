// A recorded trace, as a device wrote it down: a header, then one event on each line.

const MOST_BYTES = 4000000;
const MOST_JUDGED = 300;

function parseTrace(text) {
  const lines = text.split("\n");
  const parsed = [];
  lines.forEach((line, index) => {
    if (line.trim()) {
      try {
        parsed.push({ ...JSON.parse(line), number: index + 1 });
      } catch (error) {
        throw new Error("line " + (index + 1) + ": " + error.message);
      }
    }
  });
  const [header, ...events] = parsed;
  if (!header || !header.platform || !header.driver) {
    throw new Error("it has neither a trace in it nor the header of one");
  }
  for (const event of events) {
    if (typeof event.event !== "string") {
      throw new Error("line " + event.number + " has no event");
    }
  }
  const records = Array.isArray(header.records) ? header.records : [];
  return { header, events, records };
}

// A code has a name or is a number, "0x1"; where the number has a name, that is shown.
function codeName(data, code) {
  const [, digits] = /^0x([0-9a-f]{1,8})$/.exec(String(code).toLowerCase()) || [];
  return digits && data.codes["0x" + digits.padStart(8, "0")] || code;
}

function eventText(data, event) {
  const code = codeName(data, event.code);
  return event.event + (event.code === undefined ? "" : "(" + code + ")");
}

// Its lines for the diagram. A word that nobody knows, and a misdeed, is something of the driver.
function traceLines(data, events) {
  return events.map((event) => {
    const text = eventText(data, event);
    const label = stepOf(data, text).label;
    const action = data.actions.find((each) => each.label === label);
    return { number: event.number, from: action ? action.party : "driver",
      to: action && action.to, text: event.says ? text + ": " + event.says : text };
  });
}

// Why the page cannot judge this at all; empty if it can.
function unjudged(data, { header, events }) {
  const platforms = Object.values(data.profiles).map((each) => each.platform);
  return !platforms.includes(header.platform) ? "it is of Windows " + header.platform
    : header.capabilities && header.capabilities.length ? "it claims capabilities"
      : new Set(events.map((each) => each.device)).size > 1 ? "it has several devices"
        : events.length > MOST_JUDGED ? "it has " + events.length + " events" : "";
}

// Whatever an application can do, one that does both can do; variants are not for judging others.
function isUsual(profile, hasMessages) {
  return profile.application === "Both" && (profile.variant || "None") === "None"
    && ((profile.messages || "None") !== "None") === hasMessages;
}

// The walk of the model that explains most of it. What need not be recorded may come in between.
function explained(data, { header, events, records }) {
  const steps = events.map((event) => stepOf(data, eventText(data, event)));
  const wanted = events.filter((each) => each.event === "AcquireItemData").map((each) => each.pages);
  const feeder = wanted.includes(0) ? "All" : "Number";
  const hasMessages = steps.some((each) => each.label === "ReportDeviceStatus");
  const unseen = data.unseen.filter((label) => !records.includes(label));
  let most = { path: [], count: -1, why: "" };
  for (const [key, profile] of Object.entries(data.profiles)) {
    const isMeant = profile.platform === header.platform
      && profile.driver.startsWith(header.driver)
      && isUsual(profile, hasMessages)
      && (!profile.feeder || profile.feeder === feeder);
    if (isMeant && most.count < steps.length) {
      const found = protocolOf(data, key).trace(steps, unseen);
      most = found.count > most.count ? { ...found, key } : most;
    }
  }
  return most;
}
