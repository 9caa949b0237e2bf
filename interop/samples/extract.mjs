// Finds the JavaScript in a vendor's document, however it was saved: fenced, in a page of HTML, or as bare lines between prose.
import { Script } from 'node:vm';

/**
 * @typedef {object} Sample
 * @property {string} id  The document's name and the sample's first line: `guide:120`.
 * @property {'html' | 'script'} kind
 * @property {string} code
 */

const FENCE = /^\s*(?:```.*|:::.*|<\/?dx-codeblock>)\s*$/u;
/** A line that could be code. What is none breaks the parse anyway; this only keeps prose from being tried. */
const CODE = /^\s*(?:$|[\w$'"`{([@./*<\-})\],:;?&|+=!])/u;
const END = /[)};]\s*(?:\/\/.*)?$/u;
const LONGEST = 160;

/**
 * @param {string} name  Of the document.
 * @param {string} text
 * @returns {Sample[]}  In the document's order.
 */
export function extractSamples(name, text) {
  const lines = text.split(/\r?\n/u).map(withoutNumber);
  /** @type {Sample[]} */
  const found = [];
  for (let at = 0; at < lines.length;) {
    const end = /^\s*<!doctype html>/iu.test(lines[at] ?? '') ? endOfPage(lines, at) : endOfScript(lines, at);
    if (end === null) {
      at++;
      continue;
    }
    const code = lines.slice(at, end).filter((line) => !FENCE.test(line));
    const kind = /^\s*</u.test(code[0] ?? '') ? 'html' : 'script';
    found.push({ id: `${name}:${at + 1}`, kind, code: code.join('\n').trim() });
    at = end;
  }
  return found;
}

/** Printed listings number their lines. @param {string} line */
function withoutNumber(line) {
  return line.replace(/^\s*\d+\s{2,}(?=\S)/u, '');
}

/**
 * @param {readonly string[]} lines
 * @param {number} from
 */
function endOfPage(lines, from) {
  const end = lines.findIndex(
    (line, i) => i >= from && /<\/(?:html|body)>\s*$/iu.test(line) && !/<\/html>/iu.test(lines[i + 1] ?? ''),
  );
  return end < 0 ? null : end + 1;
}

/**
 * The longest run of lines from there that is a program; a line of prose or two programs' worth of blank ends it.
 *
 * @param {readonly string[]} lines
 * @param {number} from
 */
function endOfScript(lines, from) {
  if (!/[(=]|\bclass\b/u.test(lines[from] ?? '') || !CODE.test(lines[from] ?? '')) return null;
  let last = from;
  while (
    last < lines.length &&
    last - from < LONGEST &&
    (FENCE.test(lines[last] ?? '') || CODE.test(lines[last] ?? ''))
  )
    last++;
  for (let end = last; end > from; end--) {
    const code = lines.slice(from, end).filter((line) => !FENCE.test(line));
    if (END.test(lines[end - 1] ?? '') && parses(code.join('\n'))) return end;
  }
  return null;
}

/** As a script, in a function that may await, without its imports. @param {string} code */
function parses(code) {
  try {
    void new Script(`async () => {\n${withoutImports(code)}\n}`);
    return true;
  } catch {
    return false;
  }
}

/** Samples import what their page has as a global. @param {string} code */
export function withoutImports(code) {
  return code.replaceAll(/^\s*import\s[^;\n]*(?:;|$)/gmu, '');
}
