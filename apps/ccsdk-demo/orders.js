// A page as the vendor's documents have one write it: the element, its listeners, and a registration.
/* global ccSdk */
const find = (selector) => document.querySelector(selector);
const ORDERS = [
  { order: 'A-4711', customer: 'Ada Martin', number: '10001' },
  { order: 'A-4720', customer: 'Ben Okafor', number: '10002' },
  { order: 'A-4731', customer: 'Chen Wei', number: '10003' },
];
const agent = new URLSearchParams(location.search).get('agent') ?? 'alice';
const post = (path, body) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const STATUS = { 1: 'offline', 2: 'idle', 3: 'busy', 4: 'after the call', 5: 'short break' };
const CALL = { 1: 'Calling', 2: 'Ringing', 3: 'In the call', 4: 'Over', 5: 'Not answered' };

function showOrders(call) {
  for (const one of ORDERS) {
    const row = find('#rows').insertRow();
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Call';
    button.setAttribute('aria-label', `Call ${one.customer}`);
    button.addEventListener('click', () => call(one));
    for (const cell of [one.order, one.customer, one.number, button]) row.insertCell().append(cell);
  }
}

function note(name, data) {
  const line = document.createElement('li');
  line.textContent = `${name} ${JSON.stringify(data)}`;
  line.dataset.event = name;
  find('#log').append(line);
}

function say(text) {
  find('#says').textContent = text;
}

const sdk = find('#sdk');
for (const name of ['onSeatStatus', 'onCall', 'onWebrtcStatus', 'onHttp']) {
  sdk.addEventListener(name, ({ detail }) => note(name, detail[0]));
}
sdk.addEventListener('onSeatStatus', ({ detail }) => (find('#status').value = STATUS[detail[0]]));
sdk.addEventListener('onCall', ({ detail }) => say(`${CALL[detail[0].callStatus]} ${detail[0].calledNumber}`));
sdk.addEventListener('onHttp', ({ detail }) => say(detail[0].message));

find('#agent').textContent = agent;
find('#hang-up').addEventListener('click', () => sdk.hangupCall(({ code, message }) => code !== 0 && say(message)));
find('#reconnect').addEventListener('click', () => sdk.reConnectWebrtc());
find('#simulate').addEventListener('click', () => post('../dev/customers', {}));
showOrders(({ order, customer, number }) => sdk.callPhone({ phone: number, info: `${customer}, order ${order}` }));
// The product's own back end asks for the credential.
post('../dev/vendors/ccsdk', { agent })
  .then((answer) => answer.json())
  .then(({ authentication }) => ccSdk.register({ token: authentication }))
  .then(() => say('Ready'))
  .catch(({ message }) => say(message));
