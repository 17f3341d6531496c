// Corrections that a person makes in the page: kept in memory and in local storage, written as corrections.toml.
import { tomlFile, workName } from "./toml.js";

// In a table a callout is named by its row and column, in the text by its sentence; equal ones by their order.
export function calloutName(survey, index) {
  const callout = survey.callouts[index];
  const place = (c) => (c.row > 0
    ? { table: survey.tables[c.table]?.title || undefined, row: c.row_label || undefined, column: c.column || undefined }
    : { sentence: c.context });
  const same = (c) => c.marker === callout.marker && JSON.stringify(place(c)) === JSON.stringify(place(callout));
  const equal = survey.callouts.map((c, n) => [c, n]).filter(([c]) => same(c)).map(([, n]) => n);
  return { ...place(callout), marker: callout.marker, nth: equal.length > 1 ? equal.indexOf(index) + 1 : undefined };
}

function categoryName(survey, made) {
  return {
    source: made.source || undefined,
    table: survey.tables[made.table]?.title || undefined,
    row: made.row_label || undefined,
    column: made.column || undefined,
    section: made.section || undefined,
  };
}

export class Edits {
  // `storage` is localStorage or null; `earlier` the text of the corrections that were applied when the run was made.
  constructor(survey, storage, earlier = "") {
    this.survey = survey;
    this.storage = storage;
    this.earlier = earlier;
    this.key = `surveyrefs:corrections:${survey.sha256}`;
    this.made = new Map();
    this.leftOver = ""; // corrections of another reading of this PDF, as a file
    this.listeners = [];
    this.load();
  }

  load() {
    let kept = null;
    try { kept = JSON.parse(this.storage?.getItem(this.key) ?? "null"); } catch { /* not ours */ }
    this.made = new Map();
    if (!kept) return;
    if (kept.reading === this.survey.reading) this.made = new Map(kept.made);
    else this.leftOver = kept.file ?? "";
  }

  save() {
    try {
      if (!this.made.size) this.storage?.removeItem(this.key);
      else {
        const kept = { reading: this.survey.reading, made: [...this.made], file: this.file() };
        this.storage?.setItem(this.key, JSON.stringify(kept));
      }
    } catch { this.storage = null; } // full or forbidden: memory alone
    this.listeners.forEach((listener) => listener());
  }

  forgetLeftOver() {
    this.leftOver = "";
    this.save();
  }

  file() {
    return tomlFile(this.survey.title, [...this.made.values()], this.earlier);
  }

  get(id) { return this.made.get(id); }
  undo(id) { this.made.delete(id); this.save(); }
  clear() { this.made.clear(); this.save(); }
  get size() { return this.made.size; }

  // `label` says to a person what is changed, `was` and `now` (texts, may be empty) from what to what.
  put(id, kind, members, label, was, now) {
    this.made.delete(id);
    this.made.set(id, { kind, members, label, was, now });
    this.save();
  }

  // -- fields ---------------------------------------------------------------------------------------------------------

  read(work, name) {
    const found = this.survey.works[work];
    if (name === "key") return found.key;
    if (name === "printed_label") return found.label;
    if (name === "raw") return found.raw;
    return found.fields[name] ?? "";
  }

  field(work, name) {
    return this.get(`field|${work}|${name}`)?.now ?? this.read(work, name);
  }

  setField(work, name, value) {
    const now = value.trim().replace(/\s+/g, " "), was = this.read(work, name), id = `field|${work}|${name}`;
    if (now === was) { if (this.get(id)) this.undo(id); return; }
    if (now === this.field(work, name)) return;
    const found = this.survey.works[work];
    this.put(id, "field", { work: workName(found), field: name, was, now }, `${name} of ${found.key}`, was, now);
  }

  // -- categories and rows --------------------------------------------------------------------------------------------

  // now: the category, null to take the work out of it
  setCategory(index, now) {
    const made = this.survey.assignments[index], work = this.survey.works[made.work], id = `category|${index}`;
    if (now === made.category) { if (this.get(id)) this.undo(id); return; }
    const members = { work: workName(work), ...categoryName(this.survey, made), was: made.category, now: now ?? undefined };
    this.put(id, "category", members, `category of ${work.key}`, made.category, now ?? "");
  }

  addCategory(index, now) {
    const work = this.survey.works[index];
    this.put(`category-new|${index}|${now}`, "category", { work: workName(work), now }, `category of ${work.key}`, "", now);
  }

  addedCategories(index) {
    return [...this.made].filter(([id]) => id.startsWith(`category-new|${index}|`)).map(([id, made]) => ({ id, now: made.now }));
  }

  setRow(table, row, now) {
    const shown = this.survey.tables[table], was = shown.rows[row].label, id = `row|${table}|${row}`;
    if (now === was) { if (this.get(id)) this.undo(id); return; }
    const cited = this.survey.callouts.find((c) => c.table === table && c.row === row + 1 && c.targets.some((t) => t.work >= 0));
    const work = cited && this.survey.works[cited.targets.find((t) => t.work >= 0).work];
    const members = { table: shown.title || undefined, work: work && workName(work), was, now };
    this.put(id, "row", members, `row of Table ${shown.number}`, was, now);
  }

  // -- callouts -------------------------------------------------------------------------------------------------------

  // now: index of a work, -1 to take the target out
  setTarget(callout, target, now) {
    const shown = this.survey.callouts[callout], old = shown.targets[target], id = `callout|${callout}|${target}`;
    if (now === old.work) { if (this.get(id)) this.undo(id); return; }
    const was = old.work >= 0 ? workName(this.survey.works[old.work]) : { unresolved: old.label };
    const members = { ...calloutName(this.survey, callout), was, now: now >= 0 ? workName(this.survey.works[now]) : undefined };
    this.put(id, "callout", members, `target of ${shown.marker}`,
      old.work >= 0 ? this.survey.works[old.work].key : old.label, now >= 0 ? this.survey.works[now].key : "");
  }

  addTarget(callout, now) {
    const shown = this.survey.callouts[callout], work = this.survey.works[now];
    const members = { ...calloutName(this.survey, callout), now: workName(work) };
    this.put(`callout-more|${callout}|${now}`, "callout", members, `target of ${shown.marker}`, "", work.key);
  }

  noCallout(callout) {
    const shown = this.survey.callouts[callout];
    const members = { ...calloutName(this.survey, callout), no_callout: true };
    this.put(`no-callout|${callout}`, "callout", members, `${shown.marker} is no callout`, shown.marker, "");
  }

  newCallout(sentence, marker, now) {
    const work = this.survey.works[now];
    const members = { sentence, marker, now: workName(work) };
    this.put(`callout-new|${sentence}|${marker}|${now}`, "callout", members, `callout ${marker}`, "", work.key);
  }

  // The works of a callout as corrected: [{ target, work, id }], target -1 for one that was added.
  targets(callout) {
    if (this.get(`no-callout|${callout}`)) return [];
    const shown = this.survey.callouts[callout].targets.map((t, target) => {
      const made = this.get(`callout|${callout}|${target}`);
      const work = made ? this.survey.works.findIndex((w) => w.key === made.now) : t.work;
      return { target, work, id: made ? `callout|${callout}|${target}` : "", gone: Boolean(made && !made.now) };
    });
    const more = [...this.made.keys()].filter((id) => id.startsWith(`callout-more|${callout}|`));
    return [...shown, ...more.map((id) => ({ target: -1, work: Number(id.split("|")[2]), id, gone: false }))];
  }

  // -- works ----------------------------------------------------------------------------------------------------------

  split(work, parts) {
    const shown = this.survey.works[work];
    const members = { work: workName(shown), parts: parts.map(({ raw, label }) => ({ raw, label: label || undefined })) };
    this.put(`split|${work}`, "split", members, `${shown.key} is ${parts.length} works`, shown.raw, parts.map((p) => p.raw).join(" ¶ "));
  }

  join(first, second, raw) {
    const [a, b] = [this.survey.works[first], this.survey.works[second]];
    const members = { works: [workName(a), workName(b)], raw: raw === `${a.raw} ${b.raw}` ? undefined : raw };
    this.put(`join|${first}|${second}`, "join", members, `${a.key} and ${b.key} are one work`, `${a.raw} ¶ ${b.raw}`, raw);
  }

  drop(work) {
    const shown = this.survey.works[work];
    this.put(`drop|${work}`, "drop", { work: workName(shown) }, `${shown.key} is no reference`, shown.raw, "");
  }

  add(raw, label, after) {
    const before = after >= 0 ? workName(this.survey.works[after]) : undefined;
    this.put(`add|${raw}`, "add", { raw, label: label || undefined, after: before }, "a reference that was not read", "", raw);
  }

  seen(problem) {
    const { code, text } = this.survey.problems[problem];
    this.put(`seen|${problem}`, "seen", { code, text }, `seen: ${code}`, "", text);
  }
}
