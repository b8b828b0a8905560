// Reports to look at: articles go through `belie statements`, which gives ids and places as the program makes them; which
// statements contradict each other is said here, so that these tests do not depend on what a model finds.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const belie = process.env.BELIE ?? join(here, "../../target/debug/belie");

const hash = (words) => createHash("sha256").update(words).digest("hex").slice(0, 16);

/** Runs belie in `folder`, as a user does. */
export function run(folder, ...args) {
  return execFileSync(belie, args, { cwd: folder, maxBuffer: 1 << 28 }).toString();
}

/**
 * Writes `articles.jsonl` and `report/report.jsonl` into `folder` and renders it. `find(statements)` lists what contradicts
 * what: [[a, b, { relation, p, evidence, group }], …], best first; equal groups are one dispute.
 */
export function report(folder, articles, find, formats = "html") {
  mkdirSync(join(folder, "report"), { recursive: true });
  writeFileSync(join(folder, "articles.jsonl"), articles.map((article) => JSON.stringify(article) + "\n").join(""));
  const lines = run(folder, "statements", "articles.jsonl").trim().split("\n").map((line) => JSON.parse(line));
  const statements = lines.filter((line) => line.kind === "statement");
  const found = find(statements);
  const contradictions = found.map(([a, b, about], at) => contradiction(a, b, about, at + 1));
  const disputes = disputesOf(found, contradictions);
  const used = new Set(found.flatMap(([a, b]) => [a, b]));
  const head = {
    kind: "run", schema: "belie-report/1", version: "0.0.0", model: { name: "made-up", digest: "0".repeat(64), engine: "none" },
    config: { fields: {} },
    counts: {
      articles: articles.length, statements: statements.length, pairs: found.length, contradictions: found.length,
      disputes: disputes.length, failed_inputs: 0, truncated_pairs: 0, replaced_characters: 0,
    },
  };
  const order = (x, y) => (x.article === y.article ? ordinal(x) - ordinal(y) : x.article < y.article ? -1 : 1);
  const all = [head, ...lines.filter((line) => line.kind === "article"), ...[...used].sort(order), ...contradictions, ...disputes];
  writeFileSync(join(folder, "report/report.jsonl"), all.map((line) => JSON.stringify(line) + "\n").join(""));
  run(folder, "report", "report", "--format", formats);
  return { page: "file://" + join(folder, "report/report.html"), contradictions, disputes, statements };
}

const ordinal = (statement) => Number(statement.id.split("-")[1]);

function contradiction(a, b, about, rank) {
  const side = ({ id, article, part, span, text }) => ({ statement: id, article, part, span, text });
  return {
    kind: "contradiction", id: hash(a.id + " " + b.id), rank, probability: about.p, relation: about.relation, a: side(a), b: side(b),
    forward: { entailment: 0.05, neutral: 0.25, contradiction: 0.7 }, backward: { entailment: 0.1, neutral: 0.3, contradiction: 0.6 },
    evidence: (about.evidence ?? []).map(([name, value, weight]) => ({ name, value, weight })), reason: "shared_words",
  };
}

function disputesOf(found, contradictions) {
  const groups = new Map();
  found.forEach(([a, b, about], at) => {
    if (about.relation === "update") return;
    const name = about.group ?? at;
    const group = groups.get(name) ?? { best: [a, b, about], a: new Set(), b: new Set(), ids: [], p: about.p };
    group.a.add(a.id);
    group.b.add(b.id);
    group.ids.push(contradictions[at].id);
    groups.set(name, group);
  });
  return [...groups].map(([, group]) => ({
    kind: "dispute", id: hash(group.ids.join(" ")), question: group.best[2].question ?? words(group.best[0]), probability: group.p,
    sides: [
      { stance: group.best[0].stance, statements: [...group.a] },
      { stance: group.best[1].stance, statements: [...group.b].filter((id) => !group.a.has(id)) },
    ],
    contradictions: group.ids,
  }));
}

const words = (statement) => statement.text.replace(/[.”"]+$/, "");

/** The first statement whose words hold `part`. */
export function saying(statements, part) {
  const found = statements.find((statement) => statement.text.replace(/\s+/g, " ").includes(part));
  if (!found) throw new Error("no statement says: " + part);
  return found;
}

/** Articles of this project about one event, by outlets that do not exist. */
export function newsroom() {
  return readFileSync(join(here, "newsroom.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
}
