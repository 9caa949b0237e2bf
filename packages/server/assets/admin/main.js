import { Api } from './api.js';
import { button, h } from './dom.js';
import { callsView, liveView, outgoingView } from './live.js';
import { keysView, webhooksView } from './outside.js';
import { recordsView, reportsView } from './records.js';
import { agentsView, groupsView, hoursView, ivrsView, numbersView, soundsView } from './settings.js';
import { language, t } from './words.js';

const VIEWS = [
  ['live', 'Live', liveView],
  ['calls', 'Calls', callsView],
  ['outgoing', 'Outgoing calls', outgoingView],
  ['records', 'Records', recordsView],
  ['reports', 'Reports', reportsView],
  ['agents', 'Agents', agentsView],
  ['groups', 'Skill groups', groupsView],
  ['numbers', 'Numbers', numbersView],
  ['hours', 'Hours', hoursView],
  ['ivrs', 'IVRs', ivrsView],
  ['sounds', 'Sounds', soundsView],
  ['webhooks', 'Webhooks', webhooksView],
  ['keys', 'Keys', keysView],
];
const at = (id) => document.getElementById(id);
const [enter, key, nav, main, notice, leave] = ['enter', 'key', 'nav', 'main', 'notice', 'leave'].map(at);
let stop = () => undefined;
let api = null;

/** Says how something went. */
function say(text, kind = 'quiet') {
  notice.className = kind;
  notice.textContent = t(text);
}

/** Does something and says what came of it; resolves to whether it was done. */
async function attempt(work, done = '') {
  try {
    await work();
    say(done, 'good');
    return true;
  } catch (error) {
    say(error.message, 'bad');
    return false;
  }
}

function show(id) {
  const [, title, view] = VIEWS.find(([name]) => name === id) ?? VIEWS[0];
  stop();
  say('');
  for (const one of nav.children) {
    if (one.dataset.view === id) one.setAttribute('aria-current', 'page');
    else one.removeAttribute('aria-current');
  }
  const body = h('div', {}, h('p', { className: 'quiet' }, t('Loading …')));
  main.replaceChildren(h('h2', {}, t(title)), body);
  let open = true;
  const timers = [];
  const every = (ms, work) => timers.push(setInterval(() => open && work(), ms));
  stop = () => {
    open = false;
    for (const timer of timers) clearInterval(timer);
  };
  const draw = (...children) => open && body.replaceChildren(...children);
  Promise.resolve(view({ api, draw, attempt, say, every, again: () => show(id) })).catch((error) => {
    draw(h('p', { className: 'bad' }, error.message));
  });
}

function goTo(id) {
  location.hash = id;
}

enter.addEventListener('submit', async (event) => {
  event.preventDefault();
  const wanted = new Api(key.value.trim());
  const good = await attempt(() => wanted.get('/agents?limit=1'));
  if (!good) return;
  api = wanted;
  key.value = '';
  enter.hidden = true;
  nav.hidden = false;
  leave.hidden = false;
  show(location.hash.slice(1) || 'live');
});
leave.addEventListener('click', () => location.reload());
addEventListener('hashchange', () => api !== null && show(location.hash.slice(1)));
for (const [id, title] of VIEWS) {
  const one = button(title, () => goTo(id));
  one.dataset.view = id;
  nav.append(one);
}
document.documentElement.lang = language;
document.title = t(document.title);
nav.setAttribute('aria-label', t(nav.getAttribute('aria-label')));
for (const one of document.querySelectorAll('[data-words]')) one.textContent = t(one.textContent);
key.focus();
