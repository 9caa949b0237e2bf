// A seat of plain buttons: no framework, no elements, only @callstation/core (as one file, see lib/core.js).
import { fetchToken, simulateCustomer } from './centre.js';
import { callcenter, createWorkstation, errorText, words } from './dist/core.js';

const { agentStatuses, callPhases, callVerbs, endReasons } = words('en');
const LABELS = { ...callVerbs, complete: 'End after-call work' };
const find = (selector) => document.querySelector(selector);

const url = new URL('../seat', location.href).pathname;
const workstation = createWorkstation({ backend: callcenter({ url, token: fetchToken }) });
workstation.subscribe(show);
workstation.on('sessionEnded', ({ session }) => remember(session));
attempt(workstation.connect());

// What is pressed becomes a command; what the centre makes of it comes back with the next snapshot.
find('#dial').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(dial(find('#number')));
});
find('#wanted').addEventListener('change', ({ target }) => attempt(workstation.agent.setStatus(target.value)));
find('#simulate').addEventListener('click', () => attempt(simulateCustomer()));
find('#other-page').search = location.search;

async function dial(field) {
  await workstation.calls.dial({ to: field.value });
  field.value = '';
}

/** Says what went wrong, if something did. */
function attempt(command) {
  find('#says').textContent = '';
  command.catch((error) => (find('#says').textContent = errorText(error, 'en')));
}

/** Draws the snapshot: who the agent is, and every call. */
function show() {
  const { agent, sessions } = workstation.getSnapshot();
  const status = agent?.status ?? 'offline';
  find('#status').dataset.status = status;
  find('#status').textContent = agentStatuses[status];
  find('#wanted').value = agent?.wanted.status ?? '';
  find('#call').disabled = !workstation.agent.actions().dial.allowed;
  for (const card of find('#calls').querySelectorAll('[data-session-id]'))
    if (!sessions.some(({ id }) => id === card.dataset.sessionId)) card.remove();
  for (const call of sessions) showCall(call);
}

function showCall(call) {
  const card = find(`[data-session-id="${call.id}"]`) ?? addCard(call.id);
  Object.assign(card.dataset, { phase: call.phase, hold: call.hold ?? '', mute: call.mute ?? '' });
  card.querySelector('[data-name]').textContent = nameOf(call);
  card.querySelector('[data-state]').textContent = call.hold === 'held' ? 'On hold' : callPhases[call.phase];
  const verdicts = workstation.calls.actions(call.id);
  for (const button of card.querySelectorAll('button')) button.hidden = !verdicts[button.dataset.verb].allowed;
}

function addCard(id) {
  const card = find('#call-card').content.firstElementChild.cloneNode(true);
  card.dataset.sessionId = id;
  for (const verb of ['answer', 'reject', 'hold', 'resume', 'mute', 'unmute', 'hangup', 'complete']) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: LABELS[verb] });
    button.dataset.verb = verb;
    button.addEventListener('click', () => attempt(workstation.calls[verb](id)));
    card.querySelector('.verbs').append(button);
  }
  find('#calls').append(card);
  return card;
}

function remember(call) {
  const line = document.createElement('li');
  line.dataset.end = call.end.reason;
  line.textContent = `${nameOf(call)}: ${endReasons[call.end.reason]}`;
  find('#recent').prepend(line);
}

const nameOf = ({ peer }) => peer.name ?? peer.number ?? 'Unknown caller';

// The centre's clock counts: every page of the agent shows the same.
setInterval(() => {
  const { sessions, page } = workstation.getSnapshot();
  const now = Date.now() + page.clockOffset;
  for (const call of sessions) {
    const seconds = Math.max(0, Math.floor(((call.endedAt ?? now) - (call.answeredAt ?? call.createdAt)) / 1000));
    const time = find(`[data-session-id="${call.id}"] [data-time]`);
    if (time) time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
}, 500);
