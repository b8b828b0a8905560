// The three reports that the tests look at.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newsroom, report, saying } from "./make.mjs";

export const folder = () => mkdtempSync(join(tmpdir(), "belie-viewer-"));

/** Four articles by three outlets over eight days, every relation but one. */
export function story() {
  const at = folder();
  const find = (statements) => {
    const say = (part) => saying(statements, part);
    return [
      [say("weighing an offer of 240"), say("Another senior official denied it"), {
        relation: "denial", p: 0.97, group: "sale", question: "the council was weighing an offer for the harbour",
        evidence: [["denial", 1, 1], ["denial_resolved", 1, 6], ["contradiction", 0.65, 3], ["two_sources", 1, 0.5], ["similarity", 0.31, 3], ["entailment", 0.1, -1.5]],
      }],
      [say("Vaan said the group had offered"), say("There is no offer"), {
        relation: "denial", p: 0.93, group: "sale", evidence: [["negation_differs", 1, 0.5], ["two_sources", 1, 0.5], ["contradiction", 0.65, 3]],
      }],
      [say("it had been in talks with Port Ellis"), say("There is no offer"), { relation: "denial", p: 0.9, group: "sale", evidence: [["negation_differs", 1, 0.5]] }],
      [say("considering the sale"), say("rejected reports"), { relation: "denial", p: 0.88, group: "sale" }],
      [say("no job would be lost"), say("130 jobs would be lost"), {
        relation: "conflict", p: 0.84, group: "jobs", question: "no job would be lost if the harbour changed hands", evidence: [["negation_differs", 1, 0.5], ["hypothetical", 1, -0.5]],
      }],
      [say("no job would be lost"), say("as many as 60 jobs"), { relation: "reversal", p: 0.81, group: "jobs", evidence: [["same_source", 1, -1], ["negation_differs", 1, 0.5]] }],
      [say("nine dockers were hurt"), say("14 dockers were hurt"), {
        relation: "numeric", p: 0.72, question: "nine dockers were hurt in the explosion", evidence: [["numbers_differ", 1, 1.5]],
      }],
      [say("a worn cable"), say("lightning had set off"), { relation: "conflict", p: 0.66, question: "what set off the blast at quay 7" }],
      [say("never spoken to Norvane"), say("Two council members"), { relation: "denial", p: 0.58, question: "the mayor had never spoken to Norvane" }],
      [say("vote on 12 May"), say("vote on the sale of its harbour on 9 June"), { relation: "update", p: 0.51, evidence: [["dates_differ", 1, 0.3]] }],
    ];
  };
  return { at, ...report(at, newsroom(), find, "html,md,csv,annotations,jsonl") };
}

export const HOSTILE = [
  "<script>window.pwned = 1</script>", "</script><script>window.pwned = 2</script>", "\" onload=\"window.pwned = 3\" x=\"",
  "<img src=x onerror=\"window.pwned = 4\">", "javascript:window.pwned=5", "<!-- <script>", "]]>", "{{data}}", "&lt;b&gt;", "${window.pwned=6}",
];

/** An article of nothing but attacks, in every field. */
export function hostile() {
  const at = folder();
  const bad = HOSTILE.join(" ");
  const articles = [0, 1].map((n) => ({
    id: bad + n, title: bad, outlet: bad, url: n ? "javascript:window.pwned=7" : "https://a.example/\" onload=\"window.pwned=8",
    published: "2025-01-0" + (n + 1),
    text: "Mayor " + bad + " said that the \u202Eegdirb\u202C was \u0000 open at noon " + bad + ".\n\nThe clerk denied that it was open. " + bad,
  }));
  const find = (statements) => {
    const [a, b] = [0, 1].map((n) => statements.filter((statement) => statement.article === [...new Set(statements.map((x) => x.article))][n] && statement.part === "body"));
    return [
      [a[0], b[b.length - 1], { relation: "denial", p: 0.9, question: bad, evidence: [[bad, 1, 1]] }],
      [a.find((statement) => statement.text.includes("\u202E")), b.find((statement) => statement.text.includes("\u202E")), { relation: "conflict", p: 0.8, question: "\u202Ebad" }],
    ];
  };
  return { at, ...report(at, articles, find, "html,md,csv,annotations") };
}

/** 5,000 contradictions in 2,000 disputes, one of them with 1,002. */
export function many() {
  const at = folder();
  const sentence = (n, i) => `Official ${n}-${i} said that the number ${i} bridge of district ${n} was ${["open", "shut", "repaired", "sold"][i % 4]} in the spring of ${1990 + (i % 30)}.`;
  const articles = Array.from({ length: 250 }, (_, n) => ({
    id: "a" + n, title: "Bridges of district " + n, outlet: "Outlet " + (n % 12), published: new Date(Date.UTC(2024, 0, 1 + n)).toISOString(),
    text: Array.from({ length: 42 }, (_, i) => sentence(n, i)).join("\n\n"),
  }));
  const find = (statements) => {
    const body = statements.filter((statement) => statement.part === "body");
    const half = Math.floor(body.length / 2);
    return Array.from({ length: 5000 }, (_, i) => [body[i % half], body[half + ((i * 7) % half)], {
      relation: ["denial", "conflict", "numeric", "temporal"][i % 4], p: Math.round(1e6 * (1 - i / 5200)) / 1e6,
      group: i % 5 === 4 ? "one" : "g" + Math.floor(i / 5) + "-" + Math.floor((i % 5) / 2), evidence: [["contradiction", 0.6, 3], ["similarity", 0.4, 3]],
    }]);
  };
  return { at, ...report(at, articles, find) };
}
