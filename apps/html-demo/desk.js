// A small CRM in plain HTML: the seat comes with one script tag, and everything of it is in `callstation`.
const { createWorkstation, callcenter } = window.callstation;
const find = (selector) => document.querySelector(selector);
const agent = new URLSearchParams(location.search).get('agent') ?? 'alice';

/** The customers of this CRM; their numbers are the simulator's. */
const CUSTOMERS = [
  { record: 'C-1001', name: 'Ada Martin', number: '10001', orders: ['4711: change of address'] },
  { record: 'C-1002', name: 'Ben Okafor', number: '10002', orders: [] },
  { record: 'C-1003', name: 'Chen Wei', number: '10003', orders: ['4720: invoice copy'] },
  { record: 'C-1005', name: 'Elif Kaya', number: '10005', orders: ['4731: missing parcel'] },
  { record: 'C-1007', name: 'Phone bank', number: '10007', orders: [] },
];
/** Ids of sessions by record: what a CRM keeps, to find records and recordings of a call again. */
const kept = new Map(CUSTOMERS.map(({ record }) => [record, new Set()]));

// 1. A token. Here the demo centre gives it out; in a product this is a route of your own back end.
async function token() {
  const answer = await fetch('../dev/tokens', post({ agent }));
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  return (await answer.json()).token;
}
const post = (body) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

// 2. The seat, given to the root of the elements.
const workstation = createWorkstation({
  backend: callcenter({ url: new URL('../seat', location.href).pathname, token }),
});
find('#seat').workstation = workstation;
workstation.connect().then(show, (error) => say(error.message));

// 3. Click to call, with the id of the record.
const rows = CUSTOMERS.map((customer) => {
  const row = document.createElement('tr');
  const call = document.createElement('button');
  call.type = 'button';
  call.textContent = 'Call';
  call.setAttribute('aria-label', `Call ${customer.name}`);
  call.addEventListener('click', () => {
    workstation.calls.dial({ to: customer.number, userData: customer.record }).then(
      () => say(''),
      (error) => say(error.message),
    );
  });
  const cells = [customer.record, customer.name, customer.number, '0', call];
  for (const cell of cells) row.insertCell().append(cell);
  return { customer, row, call };
});
find('#rows').append(...rows.map(({ row }) => row));

// 4. The record comes up with the call, and keeps the id of the session.
workstation.on('sessionOffered', ({ session }) => pop(session));
workstation.on('sessionDialing', ({ session }) => pop(session));
workstation.on('sessionActive', ({ session }) => {
  say('');
  keep(session);
});
workstation.on('ringUnheard', ({ why }) => say(`A call rings and may not be noticed: ${why}`));

function recordOf({ context, peer }) {
  return CUSTOMERS.find(({ record, number }) => record === context.userData || number === peer.number);
}

function pop(session) {
  const customer = recordOf(session);
  find('#record').hidden = false;
  find('#record-title').textContent = customer ? `${customer.record} · ${customer.name}` : 'Nobody we know';
  const orders = customer?.orders.join(', ') || 'No open work orders';
  find('#record-orders').textContent = customer ? orders : (session.peer.number ?? '');
}

function keep(session) {
  const customer = recordOf(session);
  if (!customer) return;
  kept.get(customer.record).add(session.id);
  const { row } = rows.find((one) => one.customer === customer);
  row.cells[3].textContent = String(kept.get(customer.record).size);
  row.dataset.session = session.id;
}

// 5. Buttons of our own: the built-in ones are hidden, the verdicts are the same.
find('#own').addEventListener('change', ({ target }) => {
  for (const built of ['#bar', '#float', 'cs-incoming-call']) find(built).hidden = target.checked;
  find('#own-bar').hidden = !target.checked;
  show();
});
const own = [...document.querySelectorAll('#own-bar [data-verb]')];
for (const button of own) button.addEventListener('click', () => press(button.dataset.verb));

function current() {
  const { sessions, currentCallId } = workstation.getSnapshot();
  return sessions.find(({ id }) => id === currentCallId) ?? null;
}

function press(verb) {
  const call = current();
  if (call) workstation.calls[verb](call.id).catch((error) => say(error.message));
}

function show() {
  const snapshot = workstation.getSnapshot();
  const call = current();
  find('#own-says').textContent = call ? `${call.peer.number ?? call.peer.name ?? ''}: ${call.phase}` : 'No call';
  const verdicts = call ? workstation.calls.actions(call.id) : null;
  for (const button of own) button.disabled = !verdicts?.[button.dataset.verb].allowed;
  find('#board').hidden = !snapshot.agent?.rights.includes('board');
  for (const { call: button } of rows) button.disabled = snapshot.page.connection.state !== 'ready';
}
workstation.subscribe(show);

// 6. A simulated customer calls; without a demo centre there are real ones.
find('#simulate').addEventListener('click', () => {
  fetch('../dev/customers', post({})).catch((error) => say(error.message));
});

function say(text) {
  find('#says').textContent = text;
}
