// Statements in their paragraphs and articles, with the words marked that matter.

/**
 * Text with marks: `marks` are { from, to, name }, which may overlap. Clashing words become <mark>, everything else a span
 * with the names as its classes.
 */
function marked(text, marks) {
  const cuts = new Set([0, text.length]);
  for (const mark of marks) {
    cuts.add(mark.from);
    cuts.add(mark.to);
  }
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((x, y) => x - y);
  const nodes = [];
  for (let at = 1; at < places.length; at++) {
    const [from, to] = [places[at - 1], places[at]];
    const names = marks.filter((mark) => mark.from <= from && to <= mark.to).map((mark) => mark.name);
    const part = words(text.slice(from, to));
    if (!names.length) nodes.push(...part);
    else nodes.push(el(names.includes("clash") ? "mark" : "span", { class: names.filter((name) => name !== "clash").join(" ") || null }, part));
  }
  return nodes;
}

/** The words of a statement's sentence, its source, cue and clashing words marked. */
function sentence(statement, clash) {
  const mark = (name) => ([from, to]) => ({ from, to, name });
  return marked(statement.text, [
    ...(statement.source_at ? [statement.source_at].map(mark("source")) : []),
    ...(statement.cue_at ? [statement.cue_at].map(mark("cue")) : []),
    ...clash.map(mark("clash")),
  ]);
}

/** Characters of a paragraph that are shown before and after a sentence at most. */
const CONTEXT = 320;

/** What stands before and after a statement in its paragraph; empty when the article's text is not in this file. */
function paragraph(statement) {
  const text = partOf(statement);
  if (text === null || statement.part === "title") return ["", ""];
  const [from, to] = statement.at;
  const before = text.slice(Math.max(0, from - 4 * CONTEXT), from);
  const after = text.slice(to, to + 4 * CONTEXT);
  // A text without blank lines has a paragraph a line.
  const brk = /\n\s*\n/.test(text) ? /\n[^\S\n]*\n/g : /\n/g;
  const start = [...before.matchAll(brk)].pop();
  const end = after.search(brk);
  return [
    lastWords(before.slice(start ? start.index + start[0].length : 0)),
    firstWords(end < 0 ? after : after.slice(0, end)),
  ];
}

function lastWords(text) {
  const cut = text.length > CONTEXT ? "… " + text.slice(text.indexOf(" ", text.length - CONTEXT) + 1) : text;
  return cut.trim() ? cut : "";
}

function firstWords(text) {
  const cut = text.length > CONTEXT ? text.slice(0, text.lastIndexOf(" ", CONTEXT)) + " …" : text;
  return cut.trim() ? cut : "";
}

/** A text as paragraphs, with statements marked: `marks` as in `marked`, with a `statement` each to begin with a letter. */
function paragraphs(text, marks) {
  const blank = /\n[^\S\n]*\n/.test(text);
  const nodes = [];
  let from = 0;
  for (const match of [...text.matchAll(blank ? /\n(?:[^\S\n]*\n)+/g : /\n+/g), { index: text.length, 0: "" }]) {
    const piece = text.slice(from, match.index);
    const inside = marks.filter((mark) => mark.from < match.index && mark.to > from)
      .map((mark) => ({ ...mark, from: Math.max(0, mark.from - from), to: Math.min(piece.length, mark.to - from) }));
    if (piece.trim()) {
      // Short lines were wrapped by hand and flow together; long ones are lines of their own.
      const wrapped = piece.split("\n").every((line) => line.length <= 120);
      nodes.push(el("p", { dir: "auto", class: wrapped ? null : "lines" }, marked(piece, inside)));
    }
    from = match.index + match[0].length;
  }
  return nodes;
}
