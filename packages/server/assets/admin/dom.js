import { language, t } from './words.js';

/** An element. Text is text: nothing from outside becomes HTML. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== 'list') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A table of rows; a column is `[title, row => cell, class?]`. `empty`: what to say when there are none. */
export function table(columns, rows, empty) {
  if (rows.length === 0) return h('div', { className: 'scroll' }, h('p', { className: 'empty' }, t(empty)));
  const head = h('tr', {}, ...columns.map(([title, , className]) => h('th', { scope: 'col', className }, t(title))));
  const body = rows.map((row) =>
    h('tr', {}, ...columns.map(([, cell, className]) => h('td', className ? { className } : {}, cell(row) ?? ''))),
  );
  return h('div', { className: 'scroll' }, h('table', {}, h('thead', {}, head), h('tbody', {}, ...body)));
}

/** A labelled field. */
export function field(label, control) {
  control.id ||= `field-${Math.random().toString(36).slice(2)}`;
  return h('div', {}, h('label', { htmlFor: control.id }, t(label)), control);
}

export const button = (text, onclick, className) => h('button', { type: 'button', onclick, className }, t(text));

const instants = new Intl.DateTimeFormat(language === 'en' ? undefined : language, {
  dateStyle: 'medium',
  timeStyle: 'medium',
});

export const when = (ms) => (ms === null || ms === undefined ? '' : instants.format(ms));

/** Milliseconds as 1:02:03. */
export function lasting(ms) {
  const seconds = Math.round((ms ?? 0) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

export const percent = (share) => (share === null || share === undefined ? '–' : `${Math.round(share * 100)} %`);
