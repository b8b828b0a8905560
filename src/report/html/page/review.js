// A reviewer's verdicts: kept in the browser, exported as gold for `belie eval pairs`.

const VERDICTS = [
  { value: "contradiction", label: "Confirm", key: "c" },
  { value: "not_contradiction", label: "Not a contradiction", key: "n" },
  { value: "ignore", label: "Unsure", key: "u" },
];
const STORE = "belie-review/1";
const review = { verdicts: read(STORE) ?? {}, kept: true };

/** A value that the browser keeps; null when it keeps none, as in some previews of mail. */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** A verdict is about two places in two texts, whichever run found them. An article's id is a hash of its text. */
function verdictKey(pair) {
  return pair.sides.map((side) => [side.in.id, side.part, ...side.bytes].join(":")).join("~");
}

function verdictOf(pair) {
  return review.verdicts[verdictKey(pair)]?.label ?? null;
}

/** Sets a verdict; the same one again takes it back. */
function decide(pair, label) {
  const key = verdictKey(pair);
  // What another tab of this report has decided meanwhile stays.
  if (review.kept) review.verdicts = read(STORE) ?? review.verdicts;
  if (review.verdicts[key]?.label === label) delete review.verdicts[key];
  else review.verdicts[key] = { label, at: new Date().toISOString() };
  review.kept = keep(STORE, review.verdicts);
  showReviewed();
}

function showReviewed() {
  const count = results.pairs.filter(verdictOf).length;
  const button = byId("export");
  button.disabled = count === 0;
  button.textContent = count === 0 ? "Export verdicts" : "Export " + many(count, "verdict");
  if (!review.kept) {
    notify("This browser keeps no data for this page: export your verdicts before you close it.");
  }
}

/** One JSON object a line, in the order of the report. Offsets are bytes, as in report.jsonl. */
function gold() {
  const stories = storyNames();
  const place = (side) => ({
    id: side.in.id, span: side.bytes, part: side.part, input: side.in.input, input_id: side.in.input_id,
    who: side.source, stance: side.stance, text: side.text,
  });
  const row = (pair) => ({
    event: stories(pair), label: verdictOf(pair), type: pair.relation, difficulty: null, unit: "byte",
    a: place(pair.sides[0]), b: place(pair.sides[1]),
    note: "reviewed " + review.verdicts[verdictKey(pair)].at, finding: pair.id, probability: pair.p,
  });
  return results.pairs.filter(verdictOf).map((pair) => JSON.stringify(row(pair)) + "\n").join("");
}

/** Articles that contradictions connect are one story; it goes by the id of its first article. */
function storyNames() {
  const parent = results.articles.map((_, at) => at);
  const root = (at) => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]];
    return at;
  };
  for (const pair of results.pairs) {
    const [a, b] = pair.sides.map((side) => root(side.article));
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  return (pair) => results.articles[root(pair.sides[0].article)].id;
}

function exportVerdicts() {
  const url = URL.createObjectURL(new Blob([gold()], { type: "application/x-ndjson" }));
  el("a", { href: url, download: "belie-verdicts.jsonl" }).click();
  // The browser reads the file after the click; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
