// Elements and the words in them. Nothing here, or after it, makes markup out of a string: words become text nodes.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; strings become text, null is left out, functions are listeners. */
function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

// Characters that show nothing, or that turn the direction of what follows: shown by name, so that they cannot make a
// reader see other words than those that stand in the article.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/;
const UNSEEN_SPLIT = new RegExp("(" + UNSEEN.source + ")");

/** Words of an article as nodes. */
function words(text) {
  if (!UNSEEN.test(text)) return [document.createTextNode(text)];
  return text.split(UNSEEN_SPLIT).filter(Boolean).map((part) =>
    UNSEEN.test(part) ? el("span", { class: "control" }, codePoint(part)) : document.createTextNode(part));
}

/** Words of an article as a string, for attributes, options and SVG. */
function plain(text) {
  return text.split(UNSEEN_SPLIT).map((part) => (UNSEEN.test(part) ? "⟨" + codePoint(part) + "⟩" : part)).join("")
    .replace(/\s+/g, " ").trim();
}

function codePoint(character) {
  return "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}

/** With its first letter large, as a heading has it. */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function many(count, thing) {
  return count.toLocaleString("en") + " " + thing + (count === 1 ? "" : "s");
}

function shorten(text, length) {
  return text.length <= length ? text : text.slice(0, Math.floor(length) - 1).trimEnd() + "…";
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A day as people write it; days are those of UTC, as in every other format of the report. */
function day(time) {
  return DAY.format(time);
}

/** "2021-05-06", as date fields have it. */
function isoDay(time) {
  return new Date(time).toISOString().slice(0, 10);
}

function byId(id) {
  return document.getElementById(id);
}
