// The playground: sends the two texts a moment after the last key, and draws
// the report. What people wrote reaches the page as text nodes only.
"use strict";

const WAIT = 250; // milliseconds after the last key
const TITLES = {
  attenuation: "sentiment attenuation",
  granularity: "granularity mismatch",
  avoidance: "conflict avoidance",
  distancing: "linguistic distancing",
};
const EXAMPLE = {
  source:
    "Your app froze my card while I was standing at the pharmacy with my son's inhaler on the counter. He was wheezing, there was a queue behind me, " +
    "and a stranger had to pay. I have never been so ashamed. Why did you do this?",
  response:
    "Dear customer, thank you for reaching out. Transactions may be subject to automated security review in accordance with the applicable terms and conditions. " +
    "Any inconvenience caused is regretted.",
};

const at = (id) => document.getElementById(id);
const form = at("pair");
const digits = (x) => (Math.floor(x * 100 + 1e-9) / 100).toFixed(2); // cut, not rounded, as the command prints them
const words = (name) => name.replaceAll("-", " ");

// make builds an element. Children are elements, or strings, which become text.
function make(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  e.append(...children);
  return e;
}

let timer = 0;
let running = null;

function changed() {
  clearTimeout(timer);
  timer = setTimeout(measure, WAIT);
}

async function measure() {
  running?.abort();
  const source = at("source").value;
  const response = at("response").value;
  if (!source.trim() || !response.trim()) {
    show(null, "Waiting for both texts.");
    return;
  }
  const mine = (running = new AbortController());
  at("status").textContent = "Measuring…";
  try {
    const answer = await fetch("v1/analyze", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ source, response, task: new FormData(form).get("task") }),
      signal: mine.signal,
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.error);
    show({ report: body, source, response }, "");
  } catch (err) {
    if (mine.signal.aborted) return;
    const told = err instanceof TypeError ? "The server cannot be reached." : err.message;
    show(null, "", told);
  }
}

function show(result, status, error = "") {
  at("error").textContent = error;
  at("report").hidden = !result;
  if (result) {
    status = draw(result);
  }
  at("status").className = result ? "spoken" : ""; // the verdict shows what it says
  at("status").textContent = status;
}

// draw fills the report in, and gives what a screen reader is to say.
function draw({ report, source, response }) {
  const flagged = report.mechanisms.filter((f) => f.applicable && f.severity >= 0.5);
  const verdict = flagged.length ? "flagged: " + flagged.map((f) => TITLES[f.mechanism]).join(", ") : "nothing flagged";
  at("score").textContent = digits(report.score);
  at("flags").textContent = verdict;
  at("flags").className = flagged.length ? "flagged" : "";
  drawGrid(report);
  drawText(at("marked-source"), source, claims(report, "source"));
  drawText(at("marked-response"), response, claims(report, "response"));
  at("reason").replaceChildren();
  drawFindings(report, { source, response });
  drawRest(report);
  at("signature").textContent = report.signature;
  return `Score ${digits(report.score)}, ${verdict}.`;
}

function drawGrid(report) {
  at("columns").replaceChildren(
    make("th", { scope: "col" }, "mechanism"),
    ...report.dimensions.map((d) => make("th", { scope: "col" }, d.dimension)),
    make("th", { scope: "col" }, "whole"),
  );
  at("rows").replaceChildren(
    ...report.mechanisms.map((f, row) =>
      make(
        "tr",
        { class: f.mechanism },
        make("th", { scope: "row" }, make("span", { class: "name" }, TITLES[f.mechanism])),
        ...report.grid[row].map((c) => cell(c, digits)),
        cell(f, (x) => digits(x) + (x >= 0.5 ? " flagged" : "")),
      ),
    ),
  );
  const kept = (d) => make("td", {}, d.applicable ? digits(d.score) : nothing());
  at("kept").replaceChildren(
    make("th", { scope: "row" }, "kept"),
    ...report.dimensions.map(kept),
    make("td", {}, digits(report.score)),
  );
}

function nothing() {
  return make("span", { class: "none", title: "not applicable: the source gave nothing to lose here" }, "n/a");
}

// cell shows a severity as a number and a bar.
function cell(c, label) {
  if (!c.applicable) return make("td", {}, nothing());
  const fill = make("i", {});
  fill.style.width = `${Math.round(c.severity * 100)}%`;
  return make("td", c.severity >= 0.5 ? { class: "flagged" } : {}, label(c.severity), make("span", { class: "bar", "aria-hidden": "true" }, fill));
}

const FAINT = 0.25; // severity of a signal below which it isn't told, unless it is the first
const MAX_SIGNALS = 4; // of a mechanism

// told lists the signals of a mechanism that are told.
function told(finding) {
  return (finding.signals ?? []).filter((s, i) => i === 0 || s.severity >= FAINT).slice(0, MAX_SIGNALS);
}

// noticed lists the mechanisms worth telling of.
function noticed(report) {
  return report.mechanisms.filter((f) => f.applicable && f.severity >= 0.1 && told(f).length);
}

// claims lists the evidence in one of the texts.
function claims(report, side) {
  return noticed(report).flatMap((f) =>
    told(f).flatMap((s) =>
      (s.evidence ?? []).filter((e) => e.side === side).map((e) => ({ ...e, signal: s, mechanism: f.mechanism, severity: f.severity })),
    ),
  );
}

// drawText writes a text with its evidence marked. Spans are bytes of UTF-8,
// and may overlap: the text is cut at every end of one.
function drawText(into, text, all) {
  const bytes = new TextEncoder().encode(text);
  const read = (from, to) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(from, to));
  // A span of the text as a whole marks nothing out; it stands under the reasons.
  const spans = all.filter((c) => c.start < c.end && c.end <= bytes.length && read(c.start, c.end).trim() !== text.trim());
  const cuts = [...new Set([0, bytes.length, ...spans.flatMap((c) => [c.start, c.end])])].sort((a, b) => a - b);
  into.replaceChildren();
  for (let i = 0; i + 1 < cuts.length; i++) {
    const part = read(cuts[i], cuts[i + 1]);
    const here = spans.filter((c) => c.start <= cuts[i] && cuts[i + 1] <= c.end);
    into.append(here.length ? passage(part, here) : part);
  }
}

// passage marks a part of a text with what it shows.
function passage(part, here) {
  const first = here.reduce((a, b) => (b.severity > a.severity ? b : a));
  const mark = make("mark", { class: first.mechanism }, part);
  if (part.trim()) mark.tabIndex = 0; // white space between two passages is no stop of its own
  const tell = () => {
    for (const lit of document.querySelectorAll("mark.lit")) lit.classList.remove("lit");
    mark.classList.add("lit");
    const lines = [...new Set(here.map((c) => `${TITLES[c.mechanism]}, ${words(c.signal.name)}: ${c.reason}`))];
    at("reason").replaceChildren(...lines.map((line) => make("p", {}, line)));
  };
  mark.addEventListener("mouseenter", tell);
  mark.addEventListener("focus", tell);
  return mark;
}

function drawFindings(report, texts) {
  const found = noticed(report).sort((a, b) => b.severity - a.severity);
  at("findings").replaceChildren(
    ...found.map((f) => {
      const summary = make("summary", { class: f.mechanism }, make("span", { class: "name" }, TITLES[f.mechanism]), ` ${digits(f.severity)}${f.severity >= 0.5 ? ", flagged" : ""}`);
      const details = make("details", {}, summary, make("ul", {}, ...told(f).map((s) => signalItem(s, texts))));
      details.open = f.severity >= 0.5;
      return details;
    }),
  );
  if (!found.length) at("findings").append(make("p", {}, "Nothing to speak of."));
}

const MAX_QUOTES = 3; // of a reason

// signalItem tells one signal: each reason once, with what it was given for.
function signalItem(s, texts) {
  const reasons = new Map();
  for (const e of s.evidence ?? []) {
    const key = `${e.side}\n${e.reason}`;
    if (!reasons.has(key)) reasons.set(key, { side: e.side, reason: e.reason, quotes: new Set() });
    const bytes = new TextEncoder().encode(texts[e.side]);
    const quote = new TextDecoder().decode(bytes.subarray(e.start, e.end));
    const whole = quote.trim() === texts[e.side].trim();
    const entry = reasons.get(key);
    if (entry.quotes.size < MAX_QUOTES) entry.quotes.add(whole ? "" : clip(quote));
  }
  const list = [...reasons.values()].map((r) => {
    const quotes = [...r.quotes].flatMap((q, i) => [i ? ", " : "", q ? make("q", {}, q) : "the text as a whole"]);
    return make("li", {}, `${r.side}: `, ...quotes, r.reason === words(s.name) ? "" : ` (${r.reason})`);
  });
  return make("li", {}, `${words(s.name)}, ${s.dimension}, ${digits(s.severity)}`, make("ul", {}, ...list));
}

const MAX_QUOTE = 80; // characters

function clip(text) {
  const chars = Array.from(text);
  return chars.length <= MAX_QUOTE ? text : chars.slice(0, MAX_QUOTE).join("") + "…";
}

function drawRest(report) {
  const acts = (report.acts ?? []).map((a) => `${words(a.kind)} ${digits(a.strength)}`).join(", ");
  at("rest").replaceChildren(make("p", {}, "The response does: " + (acts || "nothing that was recognised") + "."));
  for (const note of report.notes ?? []) at("rest").append(make("p", {}, "Note: " + note.message + "."));
}

form.addEventListener("input", changed);
form.addEventListener("submit", (e) => e.preventDefault());
form.addEventListener("reset", () => setTimeout(measure)); // behind the reset
at("example").addEventListener("click", () => {
  at("source").value = EXAMPLE.source;
  at("response").value = EXAMPLE.response;
  measure();
});
measure(); // a page that was reloaded may have kept its texts
