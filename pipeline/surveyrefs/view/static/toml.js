// Corrections as the file that `surveyrefs extract --corrections` reads: docs/corrections.md has its form.

const ESCAPES = { "\\": "\\\\", '"': '\\"' };

export function tomlString(text) {
  const escaped = String(text).replace(/[\\"\u0000-\u001f\u007f]/g, (c) =>
    ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `"${escaped}"`;
}

function tomlValue(value) {
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(", ")}]`;
  if (value && typeof value === "object") {
    const members = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{ ${members.map(([k, v]) => `${tomlKey(k)} = ${tomlValue(v)}`).join(", ")} }`;
  }
  return tomlString(value);
}

function tomlKey(key) {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key);
}

// A correction is { kind, members }; members whose value is undefined are left out.
export function tomlTable(correction) {
  const lines = Object.entries(correction.members)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}`);
  return `[[${correction.kind}]]\n${lines.join("\n")}\n`;
}

// The whole file: what an earlier file says stays as it is, new corrections follow.
export function tomlFile(survey, corrections, earlier = "") {
  const head = earlier.trim() ? `${earlier.trimEnd()}\n` : `format = 1\nsurvey = ${tomlString(survey)}\n`;
  return [head, ...corrections.map(tomlTable)].join("\n");
}

// A work as it was read.
export function workName(work) {
  const f = work.fields;
  const name = { title: f.title, authors: f.authors, year: f.year, doi: f.doi, arxiv: f.arxiv };
  if (!f.title) name.raw = work.raw;
  return name;
}
