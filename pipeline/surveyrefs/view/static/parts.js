// Pieces that several views of the panel show: a sentence with its callout, the fields of a work, a chooser of works.
import { append, confidenceChip, el, plain, said, webLink } from "./dom.js";

export const FIELD_NAMES = ["type", "title", "authors", "year", "venue", "volume", "issue", "pages", "publisher", "doi", "arxiv", "url"];
export const TYPES = ["article", "inproceedings", "misc", "book", "incollection", "inbook", "phdthesis", "mastersthesis", "techreport", "proceedings", "manual", "unpublished", "booklet"];

export function shortAuthors(authors) {
  const names = authors.split("; ").map((name) => name.split(", ")[0]).filter(Boolean);
  if (names.length <= 2 && names[1] !== "others") return names.join(" and ");
  return `${names[0]} et al.`;
}

// "Vaswani et al. 2017"
export function shortWork(edits, index) {
  const authors = shortAuthors(edits.field(index, "authors")), year = edits.field(index, "year");
  return [authors, year].filter(Boolean).join(" ") || edits.survey.works[index].key;
}

export function titleOf(edits, index) {
  return edits.field(index, "title") || edits.survey.works[index].raw.slice(0, 120);
}

// A sentence with the callout in it marked.
export function sentence(callout) {
  const node = el("p.sentence", { dir: "auto" }), { context, marker } = callout;
  const at = marker ? context.indexOf(marker) : -1;
  if (at < 0) return append(node, [context ? [said(context), " "] : "", el("mark", {}, marker)]);
  return append(node, [context.slice(0, at), el("mark", {}, marker), context.slice(at + marker.length)]);
}

export function addressOf(name, value) {
  if (name === "doi") return `https://doi.org/${encodeURI(value)}`;
  if (name === "arxiv") return `https://arxiv.org/abs/${encodeURI(value)}`;
  return name === "url" ? value : "";
}

// The value of a field, linked where it is an address; changed ones say what they were.
export function fieldValue(edits, work, name) {
  const value = edits.field(work, name), address = value && addressOf(name, value);
  const changed = edits.get(`field|${work}|${name}`);
  return [
    address ? webLink(address, value) : value ? said(value) : el("span.muted", {}, "none"),
    changed ? changeNote(edits, `field|${work}|${name}`, changed) : null,
    !changed && edits.survey.works[work].corrected.includes(name) ? [" ", el("span.chip", {}, "corrected")] : null,
  ];
}

export function changeNote(edits, id, made) {
  return el("span.change", {}, " was ", made.was ? el("del", {}, said(made.was)) : "empty", " ",
    el("button.quiet.small", { type: "button", onclick: () => edits.undo(id) }, "undo"));
}

let choosers = 0;

// A field that chooses a work by its key, label or title; calls `chosen` with its index.
export function workChooser(edits, words, chosen) {
  choosers += 1;
  const { works } = edits.survey, id = `works-${choosers}`;
  const options = el("datalist", { id });
  const name = (w) => plain(`${w.label ? `[${w.label}] ` : ""}${w.fields.title || w.raw.slice(0, 80)} (${w.key})`);
  works.forEach((w) => options.append(el("option", { value: name(w) })));
  const input = el("input", { type: "text", list: id, "aria-label": words, placeholder: words });
  const choose = () => {
    const text = input.value.trim(), key = text.match(/\(([^()]+)\)$/)?.[1] ?? text;
    const index = works.findIndex((w) => w.key === key || name(w) === text || (w.label && `[${w.label}]` === text));
    if (index < 0) { input.setCustomValidity("Choose a work of the list: by its number in brackets, its key or its title."); input.reportValidity(); return; }
    input.setCustomValidity("");
    chosen(index);
  };
  input.addEventListener("input", () => input.setCustomValidity(""));
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); choose(); } });
  return el("span.chooser", {}, input, options, el("button", { type: "button", onclick: choose }, "Set"));
}

export function workLink(edits, index, from = "") {
  const work = edits.survey.works[index];
  const href = `#ref=${encodeURIComponent(work.key)}${from}`;
  return el("a.work-link", { href }, work.label ? el("span.number", {}, `[${work.label}] `) : "", said(titleOf(edits, index)));
}

export function pageLink(survey, place, page, show) {
  if (!page) return null;
  if (!place || !survey.pages.length) return el("span.muted.small", {}, `${survey.unit} ${page}`);
  return el("button.quiet.small.page-link", { type: "button", onclick: () => show(place), title: "Show it on the page" }, `p. ${page}`);
}

export function workFacts(edits, index) {
  const venue = edits.field(index, "venue") || edits.field(index, "publisher");
  return [shortAuthors(edits.field(index, "authors")), edits.field(index, "year"), venue].filter(Boolean).join(" · ");
}

export function workItem(edits, index, current) {
  const work = edits.survey.works[index];
  const changed = [...edits.made.keys()].some((id) => id.split("|")[0] !== "row" && id.split("|")[1] === String(index) && /^(field|split|drop|category-new)/.test(id));
  return el("li", {}, el("a.item", { href: `#ref=${encodeURIComponent(work.key)}`, "aria-current": index === current ? "true" : null },
    el("span.label.number", {}, work.label || "·"),
    el("span.about", {}, said(titleOf(edits, index), "span"), el("span.facts", {}, said(workFacts(edits, index)))),
    el("span.signs", {},
      changed ? el("span.chip.changed", {}, "edited") : null,
      work.confidence < 0.9 ? confidenceChip(work.confidence) : null,
      el("span.cited.number", { title: "callouts" }, `${work.callouts.length}×`))));
}
