// Which contradictions are shown, and in which order.

const filter = {};

/** The filter as it is when nobody has touched it. */
function clearFilter() {
  Object.assign(filter, {
    words: [], relations: new Set(RELATIONS), probability: 0, outlet: "", source: "", from: "", to: "", verdict: "", sort: "best",
  });
}

/** Whether a pair passes; `but` leaves one condition out, for counts beside its own control. */
function passes(pair, but) {
  if (but !== "probability" && pair.p < filter.probability) return false;
  if (but !== "relation" && !filter.relations.has(pair.relation)) return false;
  if (filter.outlet && !pair.sides.some((side) => outletOf(side) === filter.outlet)) return false;
  if (filter.source && !pair.sides.some((side) => who(side).toLowerCase().includes(filter.source))) return false;
  if (filter.verdict && (verdictOf(pair) ?? "none") !== filter.verdict) return false;
  if ((filter.from || filter.to) && !inDates(pair)) return false;
  return filter.words.every((word) => haystack(pair).includes(word));
}

/** One statement inside the dates is enough; a pair without a date is in none. */
function inDates(pair) {
  return times(pair).some((time) => {
    const published = isoDay(time);
    return (!filter.from || published >= filter.from) && (!filter.to || published <= filter.to);
  });
}

/** The groups with the pairs that pass, sorted; updates always last, since they are no contradictions. */
function select() {
  const shown = [];
  for (const group of results.groups) {
    const pairs = group.pairs.filter((pair) => passes(pair));
    if (pairs.length) shown.push({ group, pairs, key: sortKey(pairs) });
  }
  // Sorting is stable: what is equal stays in the order of the report, best first.
  return shown.sort((x, y) => x.group.update - y.group.update || y.key - x.key);
}

function sortKey(pairs) {
  const all = () => pairs.flatMap(times);
  switch (filter.sort) {
    case "newest": return all().reduce((newest, time) => Math.max(newest, time), -Infinity);
    case "oldest": return -all().reduce((oldest, time) => Math.min(oldest, time), Infinity);
    case "largest": return pairs.length;
    default: return pairs[0].p;
  }
}

/** Reads the controls. */
function readFilter() {
  filter.words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  filter.relations = new Set([...document.querySelectorAll("#relations input:checked")].map((box) => box.value));
  filter.probability = Number(byId("probability").value);
  filter.outlet = byId("outlet").value;
  filter.source = byId("source").value.trim().toLowerCase();
  filter.from = byId("from").value;
  filter.to = byId("to").value;
  filter.verdict = byId("verdict").value;
  filter.sort = byId("sort").value;
}

/** Fills the controls with what this report has. */
function offerFilters() {
  const count = (name) => results.pairs.filter((pair) => pair.relation === name).length;
  byId("relations").append(...RELATIONS.filter(count).map((name) =>
    el("label", { class: "check" },
      el("input", { type: "checkbox", value: name, checked: true }), name,
      el("span", { class: "number" }, count(name).toLocaleString("en")))));
  const outlets = ranked(results.pairs.flatMap((pair) => [...new Set(pair.sides.map(outletOf))]));
  byId("outlet").append(el("option", { value: "" }, "All"),
    ...outlets.map(([name, pairs]) => el("option", { value: name }, shorten(name, 60) + " (" + pairs + ")")));
  const sources = ranked(results.statements.filter((statement) => statement.source !== null).map(who));
  byId("sources").append(...sources.slice(0, 500).map(([name]) => el("option", { value: name })));
  const all = results.articles.map((article) => article.time).filter((time) => time !== null).map(isoDay).sort();
  for (const field of [byId("from"), byId("to")]) {
    field.disabled = all.length === 0;
    field.min = all[0] ?? "";
    field.max = all[all.length - 1] ?? "";
  }
}

/** Names with how often they occur, the most frequent first. */
function ranked(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
}
