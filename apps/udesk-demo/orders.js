// A page as the vendor's documents have one write it: a class that gets the token, an instance, and its methods and events.
/* global UdeskCCPaasApiClass */
const find = (selector) => document.querySelector(selector);
const ORDERS = [
  { order: 'A-4711', customer: 'Ada Martin', number: '10001' },
  { order: 'A-4720', customer: 'Ben Okafor', number: '10002' },
  { order: 'A-4731', customer: 'Chen Wei', number: '10003' },
];
const agent = new URLSearchParams(location.search).get('agent') ?? 'alice';
const post = (path, body) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const EVENTS = [
  ...['Ready', 'GetState', 'AgentStateChanged', 'PhoneModeChanged', 'PhoneStateChanged', 'AdvancedCallStatusChanged'],
  ...['Delivered', 'Originated', 'Established', 'ConnectionCleared', 'Held', 'Retrieved', 'Conferenced', 'Transferred'],
];
/** The call of the moment. */
let callId = '';

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
const fail = ({ Message, message }) => say(Message ?? message);

class AppDataProvider extends UdeskCCPaasApiClass.AppDataProvider {
  // The product's own back end makes the token from the app's secret.
  GetToken() {
    return post('../dev/vendors/udesk', { agent }).then((answer) => answer.json());
  }
}

const home = new URL('..', location.href).href.replace(/\/$/, '');
const api = new UdeskCCPaasApiClass({
  AppId: 'callstation-demo',
  AgentId: agent,
  LanguageCode: 'EN-US',
  AppDataProvider: new AppDataProvider(),
  Domain: `${home.replace('http', 'ws')}/ws`,
  HttpDomain: `${home}/backend`,
  Log: fail,
});

function listen() {
  for (const name of EVENTS) api.on(name, ({ Data }) => note(name, Data));
  const texts = {
    Delivered: ({ CustomerInfo }) => `${CustomerInfo.Number} calls`,
    Originated: () => 'Calling',
    Established: () => 'In the call',
    Held: () => 'On hold',
    Retrieved: () => 'In the call',
    ConnectionCleared: () => 'Over',
  };
  for (const [name, text] of Object.entries(texts)) {
    api.on(name, ({ Data }) => {
      callId = Data.CallID;
      say(text(Data));
    });
  }
  api.on('AgentStateChanged', ({ Data: [{ CurState }] }) => {
    find('#status').value = CurState;
    find('#choose').value = CurState;
  });
  api.on('Ready', () => {
    say('Ready');
    showStates().catch(fail);
  });
}

/** What an agent may be, as the centre names it. */
async function showStates() {
  const { Data } = await api.GetAgentStatesAsync();
  const states = Data.filter(({ Owner }) => Owner === undefined);
  find('#choose').replaceChildren(...states.map(({ Code, Label }) => new Option(Label, Code)));
  find('#choose').value = find('#status').value;
  find('#choose').disabled = false;
}

const ARGUMENTS = {
  AnswerAsync: () => [],
  HangupAsync: () => [callId],
  ConsultationAsync: () => [{ CallId: callId, AgentId: 'bob' }],
};

find('#agent').textContent = agent;
for (const button of document.querySelectorAll('[data-call]')) {
  const verb = button.dataset.call;
  button.addEventListener('click', () => api[verb](...(ARGUMENTS[verb]?.() ?? [{ CallId: callId }])).catch(fail));
}
find('#choose').addEventListener('change', ({ target }) => api.SetAgentStateAsync(target.value).catch(fail));
find('#simulate').addEventListener('click', () => post('../dev/customers', {}).catch(fail));
showOrders(({ order, number }) => api.MakeCallAsync(number, { BizId: order }).catch(fail));
listen();
api.Init();
