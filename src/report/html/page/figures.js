// The overview: histogram, time lines, and a matrix, drawn as SVG. Each has its figures as words for those who cannot see it.

const BINS = 25;

/** A drawing is as wide as this many of its units; on a phone fewer, so that its letters stay as large. */
function drawingWidth() {
  return matchMedia("(max-width: 40rem)").matches ? 340 : 600;
}

function drawFigures() {
  drawHistogram();
  drawTimeline();
  drawMatrix();
}

/** How many contradictions have which probability, over the slider that cuts them. */
function drawHistogram() {
  const bins = new Array(BINS).fill(0);
  for (const pair of results.pairs) {
    if (passes(pair, "probability")) bins[Math.min(BINS - 1, Math.floor(pair.p * BINS))] += 1;
  }
  const most = Math.max(1, ...bins);
  const bars = bins.map((count, at) => {
    // A root keeps small bins in sight beside large ones.
    const height = count ? Math.max(4, 100 * Math.sqrt(count / most)) : 0;
    const inside = (at + 1) / BINS > filter.probability;
    return svg("rect", { class: inside ? "in" : "out", x: at * 8, y: 100 - height, width: 7, height });
  });
  const label = "Contradictions by probability: " + bins.map((count, at) =>
    count ? count + " from " + (at / BINS).toFixed(2) : "").filter(Boolean).join(", ");
  byId("histogram").replaceChildren(svg("svg", { viewBox: "0 0 200 100", preserveAspectRatio: "none", role: "img", "aria-label": label },
    bars, svg("line", { class: "axis", x1: 0, x2: 200, y1: 99.5, y2: 99.5 })));
}

/** When the two sides of a group spoke: [times of the first side, times of the second]. */
function sideTimes(group) {
  const sides = group.sides.length
    ? group.sides.map((side) => side.statements.map((at) => results.statements[at]))
    : [0, 1].map((at) => group.pairs.map((pair) => pair.sides[at]));
  return sides.map((side) => side.filter((statement) => statement.in.time !== null));
}

function spanOf(times) {
  const from = times.reduce((x, y) => Math.min(x, y), Infinity);
  const to = times.reduce((x, y) => Math.max(x, y), -Infinity);
  return from < to ? [from, to] : null;
}

/** The first side is a disc, the second one a diamond, so that they differ without colour, too. */
function dot(side, x, y, title) {
  const drawn = side === 0 ? svg("circle", { class: "side-a", cx: x, cy: y, r: 5 })
    : svg("path", { class: "side-b", d: "M" + x + " " + (y - 6) + "l6 6l-6 6l-6-6z" });
  if (title) drawn.append(svg("title", {}, title));
  return drawn;
}

/** The shape of a side beside its name. */
function shape(side) {
  return svg("svg", { class: "shape", viewBox: "0 0 14 14", "aria-hidden": "true" }, dot(side, 7, 7, ""));
}

function dateAxis([from, to], left, width, y) {
  return [svg("line", { class: "axis", x1: left, x2: left + width, y1: y, y2: y }),
    svg("text", { class: "faint", x: left, y: y + 15, "font-size": 12 }, day(from)),
    svg("text", { class: "faint", x: left + width, y: y + 15, "font-size": 12, "text-anchor": "end" }, day(to))];
}

function drawDots(group, [from, to], left, width, heights) {
  return sideTimes(group).flatMap((side, at) => {
    // Statements of one time are one dot.
    const at_time = new Map();
    for (const statement of side) at_time.set(statement.in.time, [...(at_time.get(statement.in.time) ?? []), statement]);
    return [...at_time].map(([time, statements]) => dot(at, left + width * (time - from) / (to - from), heights[at],
      day(time) + ": " + [...new Set(statements.map(who))].slice(0, 5).join("; ")));
  });
}

/** The time line of one dispute, or null when its articles are of one time. */
function timelineOf(group) {
  const sides = sideTimes(group);
  const span = spanOf(sides.flat().map((statement) => statement.in.time));
  if (!span) return null;
  const left = 84;
  const all = Math.min(drawingWidth(), 440);
  const width = all - left - 8;
  const names = group.sides.length ? group.sides.map((side) => side.stance) : LETTERS;
  const label = "Time line: " + names.map((name, at) =>
    name + " " + [...new Set(sides[at].map((statement) => day(statement.in.time)))].join(", ")).join("; ");
  return svg("svg", { viewBox: "0 0 " + all + " 66", role: "img", "aria-label": label },
    names.map((name, at) => [
      svg("text", { x: 0, y: 18 + 22 * at, "font-size": 13 }, name),
      svg("line", { class: "rule", x1: left, x2: left + width, y1: 14 + 22 * at, y2: 14 + 22 * at })]).flat(),
    drawDots(group, span, left, width, [14, 36]), dateAxis(span, left, width, 48));
}

const TIMELINES = 6;

/** The best disputes that are shown, one a row. */
function drawTimeline() {
  const dated = list.shown.filter(({ group }) => !group.update && sideTimes(group).flat().length);
  const rows = dated.slice(0, TIMELINES);
  const span = spanOf(rows.flatMap(({ group }) => sideTimes(group).flat().map((statement) => statement.in.time)));
  byId("timeline-note").textContent = span && dated.length > rows.length ? "of the best " + rows.length + " disputes" : "";
  if (!span) {
    byId("timeline").replaceChildren(el("p", { class: "figure-empty" }, rows.length
      ? "The articles of these disputes are of one time." : "The articles of these disputes have no dates."));
    return;
  }
  const left = drawingWidth() / 3;
  const width = drawingWidth() - left - 10;
  const label = "Time line of " + many(rows.length, "dispute") + ": " + rows.map(({ group }) => {
    const times = sideTimes(group).flat().map((statement) => statement.in.time).sort((x, y) => x - y);
    return plain(group.question ?? "") + ", " + day(times[0]) + " to " + day(times[times.length - 1]);
  }).join("; ");
  const height = 22 * rows.length + 30;
  byId("timeline").replaceChildren(svg("svg", { viewBox: "0 0 " + drawingWidth() + " " + height, role: "img", "aria-label": label },
    rows.map(({ group }, at) => {
      const y = 12 + 22 * at;
      const own = spanOf(sideTimes(group).flat().map((statement) => statement.in.time));
      const x = (time) => left + width * (time - span[0]) / (span[1] - span[0]);
      return [
        svg("text", { x: 0, y: y + 4, "font-size": 13 }, shorten(capital(plain(group.question ?? "one contradiction")), left / 8)),
        svg("line", { class: "rule", x1: left, x2: left + width, y1: y, y2: y }),
        own ? svg("line", { class: "span", x1: x(own[0]), x2: x(own[1]), y1: y, y2: y }) : null,
        ...drawDots(group, span, left, width, [y - 3, y + 3])];
    }).flat(), dateAxis(span, left, width, height - 22)));
}

const NAMES_IN_MATRIX = 8;

/** How often the outlets (or sources) of a pair's two statements meet; the same both ways round. */
function drawMatrix() {
  const choice = byId("matrix-by");
  const name = choice.value === "outlet" ? outletOf : who;
  const pairs = list.shown.filter(({ group }) => !group.update).flatMap((entry) => entry.pairs)
    .filter((pair) => name === outletOf || pair.sides.every((side) => side.source_kind !== "pronoun"));
  const names = ranked(pairs.flatMap((pair) => [...new Set(pair.sides.map(name))])).slice(0, NAMES_IN_MATRIX).map(([each]) => each);
  if (!names.length) {
    byId("matrix").replaceChildren(el("p", { class: "figure-empty" }, "Nothing to compare."));
    return;
  }
  const place = new Map(names.map((each, at) => [each, at]));
  const counts = names.map(() => names.map(() => 0));
  for (const pair of pairs) {
    const [a, b] = pair.sides.map((side) => place.get(name(side)));
    if (a === undefined || b === undefined) continue;
    counts[a][b] += 1;
    if (a !== b) counts[b][a] += 1;
  }
  byId("matrix").replaceChildren(matrixImage(names, counts), matrixTable(names, counts));
}

function matrixImage(names, counts) {
  const longest = drawingWidth() / 21;
  // Some seven units a letter: names stand at the left edge whatever their length.
  const left = 24 + 7.4 * Math.max(...names.map((each) => Math.min(each.length, longest)));
  const cell = Math.min((drawingWidth() - left) / names.length, 78);
  const tall = Math.min(cell, 24);
  const most = Math.max(1, ...counts.flat());
  const rows = names.map((each, row) => {
    const y = 22 + row * tall;
    return [svg("text", { x: 0, y: y + tall / 2 + 4, "font-size": 13 }, row + 1 + ". " + shorten(each, longest)),
      svg("text", { class: "faint", x: left + (row + 0.5) * cell, y: 14, "font-size": 12, "text-anchor": "middle" }, String(row + 1)),
      ...counts[row].map((count, column) => {
        const share = count / most;
        const x = left + column * cell;
        return svg("g", {},
          svg("rect", { class: "cell-empty", x: x + 1, y: y + 1, width: cell - 2, height: tall - 2 }),
          count ? svg("rect", { class: "cell", x: x + 1, y: y + 1, width: cell - 2, height: tall - 2, opacity: share > 0.5 ? 1 : 0.12 + 0.3 * share }) : null,
          count ? svg("text", { class: share > 0.5 ? "strong" : null, x: x + cell / 2, y: y + tall / 2 + 4, "font-size": 13, "text-anchor": "middle" }, String(count)) : null,
          svg("title", {}, each + " / " + names[column] + ": " + many(count, "contradiction")));
      })];
  }).flat();
  return svg("svg", { viewBox: "0 0 " + drawingWidth() + " " + (26 + names.length * tall), "aria-hidden": "true" }, rows);
}

/** The same as words. */
function matrixTable(names, counts) {
  // A table is as wide as its cells, whatever its style says: what hides it must be around it.
  return el("div", { class: "unseen" }, el("table", {}, el("caption", {}, "Contradictions between"),
    el("thead", {}, el("tr", {}, el("td", {}), names.map((each) => el("th", { scope: "col" }, each)))),
    el("tbody", {}, names.map((each, row) => el("tr", {}, el("th", { scope: "row" }, each), counts[row].map((count) => el("td", {}, String(count))))))));
}
