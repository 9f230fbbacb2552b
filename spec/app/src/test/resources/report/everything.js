// Goes everywhere in one profile: how many states and steps there are, and the sum of their hashes.
function everything(data, key) {
  const protocol = protocolOf(data, key);
  const shown = data.protocols[data.profiles[key].protocol].shown;
  const hash = (text) => {
    let sum = 0;
    for (let i = 0; i < text.length; i++) {
      sum = (31 * sum + text.charCodeAt(i)) | 0;
    }
    return sum;
  };
  const states = [protocol.initial];
  const known = new Set([protocol.initial.join()]);
  let steps = 0;
  let sum = 0;
  for (const state of states) {
    sum = (sum + hash(shown.map((each) => protocol.value(each.term, state)).join())) | 0;
    for (const label of protocol.labels) {
      const after = protocol.next(state, label);
      if (after) {
        steps++;
        sum = (sum + hash([state.join(), label, after.join()].join(" "))) | 0;
        if (!known.has(after.join())) {
          known.add(after.join());
          states.push(after);
        }
      }
    }
  }
  return [key, states.length, steps, sum].join(" ");
}
