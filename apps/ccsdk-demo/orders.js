// A page as the vendor's documents have one write it: the element, its listeners, and a registration.
/* global ccSdk */
import { askBackEnd, find, note, say, showPage } from '../vendor-kit/page.js';

const STATUS = { 1: 'offline', 2: 'idle', 3: 'busy', 4: 'after the call', 5: 'short break' };
const CALL = { 1: 'Calling', 2: 'Ringing', 3: 'In the call', 4: 'Over', 5: 'Not answered' };

const sdk = find('#sdk');
for (const name of ['onSeatStatus', 'onCall', 'onWebrtcStatus', 'onHttp']) {
  sdk.addEventListener(name, ({ detail }) => note(name, detail[0]));
}
sdk.addEventListener('onSeatStatus', ({ detail }) => (find('#status').value = STATUS[detail[0]]));
/** Whether there is a call: its end has 4 or 5. */
let live = false;
sdk.addEventListener('onCall', ({ detail }) => {
  live = detail[0].callStatus < 4;
  find('#hang-up').disabled = !live;
});
find('#hang-up').disabled = true;
sdk.addEventListener('onCall', ({ detail }) => say(`${CALL[detail[0].callStatus]} ${detail[0].calledNumber}`));
sdk.addEventListener('onHttp', ({ detail }) => say(detail[0].message));

find('#hang-up').addEventListener('click', () => sdk.hangupCall(({ code, message }) => code !== 0 && say(message)));
find('#reconnect').addEventListener('click', () => sdk.reConnectWebrtc());
showPage(({ order, customer, number }) => {
  if (!live) sdk.callPhone({ phone: number, info: `${customer}, order ${order}` });
});
// The product's own back end asks for the credential.
askBackEnd('ccsdk')
  .then(({ authentication }) => ccSdk.register({ token: authentication }))
  .then(() => say('Ready'))
  .catch(({ message }) => say(message));
