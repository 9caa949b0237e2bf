// A page as the vendor's documents have one write it: the script of the SDK is put into the page, and once tccc is ready, it is used.
/* global tccc, loginTCCC */
const find = (selector) => document.querySelector(selector);
const ORDERS = [
  { order: 'A-4711', customer: 'Ada Martin', number: '10001' },
  { order: 'A-4720', customer: 'Ben Okafor', number: '10002' },
  { order: 'A-4731', customer: 'Chen Wei', number: '10003' },
];
/** The session of the moment. */
let sessionId = null;

function injectSdk(SdkURL) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.setAttribute('crossorigin', 'anonymous');
    script.src = SdkURL;
    script.addEventListener('error', () => reject(new Error('The script of the SDK did not load')));
    script.addEventListener('load', () => {
      tccc.on(tccc.events.tokenExpired, ({ message }) => reject(new Error(message)));
      tccc.on(tccc.events.ready, resolve);
    });
    document.body.append(script);
  });
}

function say(text) {
  find('#says').textContent = text;
}
const fail = (failure) => say(failure.errMsg ?? failure.message);

function note(name, { data }) {
  const line = document.createElement('li');
  line.textContent = `${name} ${JSON.stringify(data)}`;
  line.dataset.event = name;
  find('#log').append(line);
}

function listen() {
  for (const name of Object.values(tccc.events)) tccc.on(name, (payload) => note(name, payload));
  tccc.on(tccc.events.callIn, ({ data }) => {
    sessionId = data.sessionId;
    say(`${data.callerPhoneNumber ?? data.peerUserId} calls`);
  });
  tccc.on(tccc.events.callOuted, ({ data }) => {
    sessionId = data.sessionId;
    say('Calling');
  });
  for (const answered of [tccc.events.userAccessed, tccc.events.calloutAccepted]) {
    tccc.on(answered, () => say('In the call'));
  }
  tccc.on(tccc.events.autoTransfer, () => say('Moved on to somebody else'));
  tccc.on(tccc.events.sessionEnded, ({ data }) => say(`Ended by ${data.closeBy}`));
  tccc.on(tccc.events.statusChanged, ({ status }) => {
    if ([...find('#choose').options].some(({ value }) => value === status)) find('#choose').value = status;
  });
}

function call({ order, customer, number }, row) {
  tccc.Call.startOutboundCall({ phoneNumber: number, phoneDesc: customer, uui: order })
    .then((response) => {
      if (response.status !== 'success') throw response;
      row.cells[3].textContent = response.data.sessionId;
    })
    .catch(fail);
}

function showOrders() {
  for (const one of ORDERS) {
    const row = find('#rows').insertRow();
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Call';
    button.setAttribute('aria-label', `Call ${one.customer}`);
    button.addEventListener('click', () => call(one, row));
    for (const cell of [one.order, one.customer, one.number, '', button]) row.insertCell().append(cell);
  }
}

function wireButtons() {
  for (const button of document.querySelectorAll('[data-call]')) {
    button.addEventListener('click', () => tccc.Call[button.dataset.call]({ sessionId }).catch(fail));
  }
  for (const button of document.querySelectorAll('[data-ui]')) {
    button.addEventListener('click', () => tccc.UI[button.dataset.ui]());
  }
  find('#choose').addEventListener('change', ({ target }) => {
    tccc.Agent.setStatus({ status: target.value, restReason: 'lunch' }).catch(fail);
  });
  find('#simulate').addEventListener('click', () => {
    fetch('../dev/customers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(
      fail,
    );
  });
}

showOrders();
loginTCCC()
  .then(({ SdkURL, userId }) => {
    find('#agent').textContent = userId;
    return injectSdk(SdkURL);
  })
  .then(() => {
    listen();
    wireButtons();
    find('#choose').disabled = false;
    // As pages of the vendor's customers do: the status is asked for, again and again.
    setInterval(() => (find('#status').value = tccc.Agent.getStatus()), 200);
    say('Ready');
  })
  .catch(fail);
