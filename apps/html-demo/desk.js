// A small CRM in plain HTML: the seat comes with one script tag, and everything of it is in `callstation`.
import { fetchToken, simulateCustomer } from './centre.js';
import { CONTACTS, nameOf, recordOf, savedSessions, saveSession } from './dist/crm.js';
import { errorText, words } from './dist/words.js';

const { createWorkstation, callcenter } = window.callstation;
const { agentStatuses, callPhases, endReasons } = words('en');
const find = (selector) => document.querySelector(selector);
const findAll = (selector) => [...document.querySelectorAll(selector)];

// 1. The seat, with tokens from your own back end, given to the root of the elements.
const url = new URL('../seat', location.href).pathname;
const workstation = createWorkstation({ backend: callcenter({ url, token: fetchToken }) });
find('#seat').workstation = workstation;
attempt(workstation.connect());

// 2. Click to call, with the id of the record. The record keeps the id of the session.
const rows = CONTACTS.map((customer) => {
  const row = find('#rows').insertRow();
  const call = document.createElement('button');
  call.type = 'button';
  call.textContent = 'Call';
  call.setAttribute('aria-label', `Call ${customer.name}`);
  call.addEventListener('click', () => attempt(dial(customer)));
  for (const cell of [customer.record, customer.name, customer.number, '', call]) row.insertCell().append(cell);
  return { ...customer, row, call };
});
for (const { record, row } of rows) showKept(row, savedSessions(record));

async function dial({ name, number, record }) {
  const call = await workstation.calls.dial({ to: number, userData: record });
  // Somebody busy or away leaves nothing behind that could be seen.
  if (call.phase === 'ended') find('#says').textContent = `${name}: ${endReasons[call.end.reason]}`;
}

workstation.on('sessionActive', ({ session }) => {
  const known = recordOf(session);
  const found = rows.find(({ record }) => record === known?.record);
  if (found) showKept(found.row, saveSession(found.record, session.id));
});

function showKept(row, sessions) {
  row.cells[3].textContent = String(sessions.length);
  row.dataset.session = sessions.at(-1) ?? '';
}

// 3. Everything that follows the seat is drawn from its snapshot: so it is right after a reload, too.
function show() {
  const { agent, sessions, currentCallId, page } = workstation.getSnapshot();
  const call = sessions.find(({ id }) => id === currentCallId);
  showRecord(call ?? sessions.at(-1));
  showOwnBar(call);
  find('#me').textContent = agentStatuses[agent?.status ?? 'offline'];
  find('#takes-calls').checked = agent?.wanted.status === 'idle';
  find('#board').hidden = !agent?.rights.includes('board');
  for (const row of rows) row.call.disabled = page.connection.state !== 'ready';
}
workstation.subscribe(show);
show();

/** The record comes up with the call, and stays for the work after it. */
function showRecord(call) {
  const customer = call && recordOf(call);
  const nobody = call ? 'Nobody we know' : 'No call';
  find('#record-title').textContent = customer ? `${customer.record} · ${customer.name}` : nobody;
  find('#record-orders').textContent = customer ? customer.orders.join(', ') || 'No open work orders' : '';
}

function showOwnBar(call) {
  find('#own-says').textContent = call ? `${nameOf(call)}: ${callPhases[call.phase]}` : 'No call';
  const verdicts = workstation.calls.actions(call?.id ?? '');
  for (const button of findAll('[data-verb]')) button.disabled = !verdicts[button.dataset.verb].allowed;
}

// 4. Buttons of our own, with the same verdicts; or fewer of the built-in ones.
find('#own').addEventListener('change', ({ target }) => {
  for (const element of findAll('.built-in')) element.hidden = target.checked;
  for (const element of findAll('.own')) element.hidden = !target.checked;
});
find('#fewer').addEventListener('change', ({ target }) => {
  find('#bar').controls = target.checked ? 'dial answer hold hangup' : null;
});
for (const button of findAll('[data-verb]'))
  button.addEventListener('click', () => {
    attempt(workstation.calls[button.dataset.verb](workstation.getSnapshot().currentCallId));
  });
find('#takes-calls').addEventListener('change', ({ target }) =>
  attempt(workstation.agent.setStatus(target.checked ? 'idle' : 'not-ready')),
);

// 5. A simulated customer calls; without a demo centre there are real ones.
find('#simulate').addEventListener('click', () => attempt(simulateCustomer()));
find('#other-page').search = location.search;

/** Says what went wrong, if something did. */
function attempt(command) {
  find('#says').textContent = '';
  command.catch((error) => (find('#says').textContent = errorText(error, 'en')));
}
