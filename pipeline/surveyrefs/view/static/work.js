// A work: its fields, callouts, categories and printed text, and what can be put right about it.
import { byId, confidenceChip, el, plural, said, webLink } from "./dom.js";
import { crop } from "./pages.js";
import { FIELD_NAMES, TYPES, addressOf, changeNote, fieldValue, pageLink, sentence, shortWork, titleOf, workChooser, workLink } from "./parts.js";

export class WorkPart {
  constructor(app) {
    this.app = app;
    this.editing = -1;
  }

  // `from`: index of the callout that a person came from, -1 for none
  view(index, from) {
    const { edits, survey } = this.app, work = survey.works[index];
    const dropped = edits.get(`drop|${index}`);
    return el("article.work", { "data-work": work.key },
      el("header.work-head", {},
        el("p.small.muted", {}, work.label ? el("span.number", {}, `[${work.label}] `) : "", el("code", {}, said(edits.field(index, "key"))), " ",
          confidenceChip(work.confidence)),
        el("h2", { tabindex: "-1", class: "title" }, said(titleOf(edits, index))),
        el("p.authors", {}, said(edits.field(index, "authors"))),
        el("div.actions", {},
          work.places.length && survey.pages.length ? el("button", { type: "button", onclick: () => this.app.show(work.places) }, `In the list, p. ${work.places[0][0]}`) : null,
          this.editing === index ? null : el("button", { type: "button", onclick: () => this.edit(index) }, "Edit ", el("kbd", {}, "e"))),
        dropped ? el("p.change", {}, "Taken out: no reference.", changeNote(edits, `drop|${index}`, { was: "kept" })) : null),
      this.editing === index ? this.form(index) : this.fields(index),
      this.found(work),
      this.printed(index),
      this.categories(index),
      this.callouts(index, from),
      this.repairs(index));
  }

  names(index) {
    const known = Object.keys(this.app.survey.works[index].fields);
    return [...FIELD_NAMES, ...known.filter((name) => !FIELD_NAMES.includes(name))];
  }

  fields(index) {
    const { edits } = this.app, { corrected } = this.app.survey.works[index];
    const shown = this.names(index).filter((name) => edits.field(index, name) || edits.get(`field|${index}|${name}`));
    const rest = shown.filter((name) => !["title", "authors"].includes(name) || edits.get(`field|${index}|${name}`) || corrected.includes(name));
    return el("dl.fields", {}, rest.map((name) => [el("dt", {}, name), el("dd", {}, fieldValue(edits, index, name))]));
  }

  // What the survey does not print: looked up elsewhere, and so not for correction here.
  found(work) {
    if (!work.found.length) return null;
    const shown = (name, value) => {
      if (name === "abstract") return el("details", {}, el("summary", {}, `${value.slice(0, 60)}…`), el("p", { dir: "auto" }, said(value)));
      const address = addressOf(name, value);
      return address ? webLink(address, value) : said(value);
    };
    return el("section.found", {}, el("h3", {}, "Looked up"),
      el("dl.fields", {}, work.found.map(([name, value, source]) => [el("dt", {}, name.replace("_", " ")), el("dd", {}, shown(name, value), " ", el("span.chip", {}, source))])));
  }

  edit(index) {
    this.editing = index;
    this.app.render();
    byId(`field-title`)?.focus();
  }

  form(index) {
    const { edits } = this.app;
    const control = (name) => {
      const value = edits.field(index, name), properties = { id: `field-${name}`, name, value };
      if (name === "type") {
        const types = TYPES.includes(value) || !value ? TYPES : [value, ...TYPES];
        const select = el("select", { id: "field-type", name }, types.map((t) => el("option", { value: t }, t)));
        select.value = value;
        return select;
      }
      return ["title", "authors", "venue"].includes(name) ? el("textarea", { ...properties, rows: "2", dir: "auto" }) : el("input", { ...properties, type: "text", dir: "auto" });
    };
    const done = () => { this.editing = -1; };
    const form = el("form.edit", { "aria-label": "Fields of the work" },
      el("p.small.muted", {}, "Authors as ", el("code", {}, "Family, Given; Family, Given"), ", an organisation without comma."),
      ["key", ...this.names(index)].map((name) => el("p.row", {}, el("label", { for: `field-${name}` }, name), control(name))),
      el("div.actions", {}, el("button.primary", { type: "submit" }, "Keep"), el("button", { type: "button", onclick: () => { done(); this.app.render(); } }, "Cancel")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done();
      for (const name of ["key", ...this.names(index)]) edits.setField(index, name, form.elements[name].value);
      this.app.render();
      this.app.say("Kept. Download the corrections to use them.");
    });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); done(); this.app.render(); } });
    return form;
  }

  printed(index) {
    const { survey } = this.app, work = survey.works[index];
    return el("section", {}, el("h3", {}, "As printed"),
      survey.pages.length ? work.places.map((place) => crop(survey, place, `The reference as printed: ${work.raw}`)) : null,
      el("blockquote.raw.serif", { dir: "auto" }, work.raw));
  }

  categories(index) {
    const { edits, survey } = this.app, work = survey.works[index];
    const line = (n) => {
      const made = survey.assignments[n], changed = edits.get(`category|${n}`), table = survey.tables[made.table];
      const where = made.source === "table" && table ? `Table ${table.number}${made.row_label ? `, row ${made.row_label}` : ""}`
        : made.source === "section" ? `section, ${plural(made.callouts, "callout")}` : made.source === "figure" ? `Figure ${made.figure}` : made.source;
      return el("li", {}, el("span.category", {}, changed ? (changed.now ? said(changed.now) : el("del", {}, said(made.category))) : said(made.category)), " ",
        el("span.muted.small", {}, where), " ", made.confidence < 0.9 ? confidenceChip(made.confidence) : null,
        changed ? changeNote(edits, `category|${n}`, changed) : this.changer("Change the category", made.category, (now) => edits.setCategory(n, now), () => edits.setCategory(n, null)));
    };
    const added = edits.addedCategories(index).map(({ id, now }) => el("li", {}, el("ins", {}, said(now)), changeNote(edits, id, { was: "" })));
    return el("section", {}, el("h3", {}, `Categories (${work.assignments.length})`),
      el("ul.plain", {}, work.assignments.map(line), added),
      this.adder("Add a category", "Labels from the outermost down, parted by >", (now) => edits.addCategory(index, now)));
  }

  // A small button that becomes a field; `remove` takes the thing out.
  changer(words, value, keep, remove) {
    const box = el("span.changer", {});
    const open = () => {
      const input = el("input", { type: "text", value, "aria-label": words, dir: "auto" });
      const form = el("form.inline", {}, input, el("button.primary", { type: "submit" }, "Keep"),
        remove ? el("button", { type: "button", onclick: remove }, "Take out") : null,
        el("button.quiet", { type: "button", onclick: () => box.replaceChildren(button) }, "Cancel"));
      form.addEventListener("submit", (event) => { event.preventDefault(); const now = input.value.trim(); if (now) keep(now); });
      box.replaceChildren(form);
      input.focus();
    };
    const button = el("button.quiet.small", { type: "button", onclick: open, "aria-label": `${words}: ${value}` }, "change");
    box.append(button);
    return box;
  }

  adder(words, hint, keep) {
    const box = el("p", {});
    const open = () => {
      const input = el("input", { type: "text", "aria-label": words, placeholder: hint });
      const form = el("form.inline", {}, input, el("button.primary", { type: "submit" }, "Add"), el("button.quiet", { type: "button", onclick: () => box.replaceChildren(button) }, "Cancel"));
      form.addEventListener("submit", (event) => { event.preventDefault(); if (input.value.trim()) keep(input.value.trim()); });
      box.replaceChildren(form);
      input.focus();
    };
    const button = el("button.quiet.small", { type: "button", onclick: open }, `+ ${words}`);
    box.append(button);
    return box;
  }

  callouts(index, from) {
    const { survey, edits } = this.app, work = survey.works[index];
    const item = (n) => {
      const callout = survey.callouts[n];
      const target = callout.targets.findIndex((t) => t.work === index), at = edits.get(`callout|${n}|${target}`);
      const spot = callout.row > 0 ? `Table ${survey.tables[callout.table]?.number ?? ""}, row ${callout.row_label}` : callout.path || callout.where;
      return el(`li${n === from ? ".from" : ""}`, {},
        el("p.small.muted", {}, pageLink(survey, callout.place, callout.place?.[0], (p) => this.app.show([p])), " ", said(spot),
          callout.where !== "body" && callout.row <= 0 ? ` (${callout.where})` : "", callout.targets[target]?.confidence < 0.9 ? confidenceChip(callout.targets[target].confidence) : null),
        sentence(callout),
        at ? changeNote(edits, `callout|${n}|${target}`, at) : el("a.small", { href: `#callout=${callout.mention}` }, "all works of this callout"));
    };
    return el("section", {}, el("h3", {}, work.callouts.length ? `Cited ${plural(work.callouts.length, "time")}` : "Never cited"),
      el("ol.plain.callouts", {}, work.callouts.map(item)));
  }

  repairs(index) {
    const { survey, edits } = this.app, work = survey.works[index], next = survey.works[index + 1];
    const text = el("textarea", { rows: "4", "aria-label": "Printed text", value: work.raw, dir: "auto" });
    const split = () => {
      const at = text.selectionStart;
      if (at <= 0 || at >= text.value.length) { this.app.say("Put the cursor where the second work begins."); text.focus(); return; }
      edits.split(index, [{ raw: text.value.slice(0, at).trim(), label: work.label }, { raw: text.value.slice(at).trim(), label: "" }]);
    };
    const made = ["split|", "drop|"].map((kind) => kind + index).concat(next ? [`join|${index}|${index + 1}`] : []).filter((id) => edits.get(id));
    return el("details.repairs", {}, el("summary", {}, "More to put right"),
      made.map((id) => el("p.change", {}, said(edits.get(id).label), changeNote(edits, id, { was: "" }))),
      el("h4", {}, "Two works in one entry"), el("p.small.muted", {}, "Put the cursor where the second begins."), text,
      el("div.actions", {}, el("button", { type: "button", onclick: split }, "Part here")),
      next ? [el("h4", {}, "Goes on in the next entry"), el("p.small", {}, said(next.raw)),
        el("div.actions", {}, el("button", { type: "button", onclick: () => edits.join(index, index + 1, `${work.raw} ${next.raw}`) }, "Join with the next"))] : null,
      el("h4", {}, "No reference at all"), el("div.actions", {}, el("button", { type: "button", onclick: () => edits.drop(index) }, "Take out")),
      el("h4", {}, "A callout that was not read"), this.newCallout(index),
      el("h4", {}, "A reference that was not read after this one"), this.newReference(index));
  }

  newCallout(index) {
    const words = el("textarea", { rows: "2", name: "sentence", placeholder: "The sentence as printed", "aria-label": "Sentence of the callout" });
    const marker = el("input", { type: "text", name: "marker", placeholder: "The callout in it, as [12]", "aria-label": "Callout as printed" });
    const form = el("form.inline", {}, words, marker, el("button", { type: "submit" }, "Add callout"));
    form.addEventListener("focusin", () => { if (!words.value && this.app.selected) words.value = this.app.selected; });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [s, m] = [words.value.trim().replace(/\s+/g, " "), marker.value.trim()];
      if (!m || !s.includes(m)) { this.app.say("The sentence has to hold the callout."); return; }
      this.app.edits.newCallout(s, m, index);
    });
    return form;
  }

  newReference(index) {
    const raw = el("textarea", { rows: "2", placeholder: "The reference as printed", "aria-label": "Reference as printed" });
    const label = el("input", { type: "text", placeholder: "Its number, without brackets", "aria-label": "Printed label" });
    const form = el("form.inline", {}, raw, label, el("button", { type: "submit" }, "Add reference"));
    form.addEventListener("submit", (event) => { event.preventDefault(); if (raw.value.trim()) this.app.edits.add(raw.value.trim().replace(/\s+/g, " "), label.value.trim(), index); });
    return form;
  }

  // A callout: its sentence and the works that it points to.
  calloutCard(index, current) {
    const { survey, edits } = this.app, callout = survey.callouts[index], none = edits.get(`no-callout|${index}`);
    const spot = [callout.path || callout.where, callout.row > 0 ? `Table ${survey.tables[callout.table]?.number ?? ""}, row ${callout.row_label}` : ""].filter(Boolean).join(" · ");
    const line = ({ target, work, id, gone }) => {
      const read = callout.targets[target];
      return el("li", { "aria-current": work === current && current >= 0 ? "true" : null },
        work >= 0 && !gone ? [workLink(edits, work, `&callout=${callout.mention}`), el("span.facts", {}, shortWork(edits, work))]
          : gone ? el("del", {}, said(edits.get(id).was || "work")) : el("span.none", {}, el("b", {}, said(read?.label || callout.marker)), " leads nowhere"),
        read && read.work >= 0 && read.confidence < 0.9 ? confidenceChip(read.confidence) : null,
        id ? changeNote(edits, id, edits.get(id)) : el("details.fix", {}, el("summary", {}, work >= 0 ? "wrong?" : "set the work"),
          workChooser(edits, "The right work: [number], key or title", (now) => edits.setTarget(index, target, now)),
          el("button", { type: "button", onclick: () => edits.setTarget(index, target, -1) }, work >= 0 ? "Not this work" : "Nothing")));
    };
    return el("section.callout-card", {},
      el("p.small.muted", {}, pageLink(survey, callout.place, callout.place?.[0], (p) => this.app.show([p])), " ", said(spot)),
      el("h2.hidden-label", { tabindex: "-1" }, `Callout ${callout.marker}`),
      sentence(callout),
      none ? el("p.change", {}, "Marked as no callout.", changeNote(edits, `no-callout|${index}`, { was: callout.marker })) : el("ul.plain.targets", {}, edits.targets(index).map(line)),
      none ? null : el("details.fix", {}, el("summary", {}, "a work is missing, or this is no callout"),
        workChooser(edits, "A work more: [number], key or title", (now) => edits.addTarget(index, now)),
        el("button", { type: "button", onclick: () => edits.noCallout(index) }, "No callout at all")));
  }
}
