// A page as the vendor's documents have one write it: the script of the SDK is put into the page, and once tccc is ready, it is used.
/* global tccc, loginTCCC */
import { find, note, say, showPage } from '../vendor-kit/page.js';

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

const fail = (failure) => say(failure.errMsg ?? failure.message);

function listen() {
  for (const name of Object.values(tccc.events)) tccc.on(name, ({ data }) => note(name, data));
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

function call({ order, customer, number }, kept) {
  if (globalThis.tccc === undefined) return say('Not signed in');
  tccc.Call.startOutboundCall({ phoneNumber: number, phoneDesc: customer, uui: order })
    .then((response) => {
      if (response.status !== 'success') throw response;
      kept.textContent = response.data.sessionId;
    })
    .catch(fail);
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
}

showPage(call);
loginTCCC()
  .then(({ SdkURL }) => injectSdk(SdkURL))
  .then(() => {
    listen();
    wireButtons();
    find('#choose').disabled = false;
    // As pages of the vendor's customers do: the status is asked for, again and again.
    setInterval(() => (find('#status').value = tccc.Agent.getStatus()), 200);
    say('Ready');
  })
  .catch(fail);
