import { button, h, lasting, table, when } from './dom.js';
import { t } from './words.js';

const STATUSES = ['idle', 'not-ready', 'wrap-up', 'offline'];

/** Who does what, and who waits; again every two seconds. */
export async function liveView({ api, draw, attempt, every }) {
  const refresh = async () => {
    // Whoever is choosing something is not interrupted.
    if (document.activeElement?.tagName === 'SELECT') return;
    const board = await api.get('/board');
    const since = (at) => (at === null ? '' : lasting(board.at - at));
    const queues = table(
      [
        ['Skill group', ({ name }) => name],
        ['Waiting', ({ waiting }) => String(waiting), 'number'],
        ['Longest wait', ({ longestSince }) => since(longestSince), 'number'],
        ['Offered today', ({ serviceLevel }) => String(serviceLevel.offered), 'number'],
        ['In target', ({ serviceLevel: { offered, answered } }) => shareOf(answered, offered), 'number'],
      ],
      board.queues,
      'There is no skill group yet.',
    );
    const agents = table(
      [
        ['Agent', ({ id, name }) => h('span', {}, name, ' ', h('span', { className: 'quiet mono' }, id))],
        ['Status', ({ status, reason }) => (reason ? `${t(status)} (${reason})` : t(status))],
        ['For', (agent) => since(agent.since), 'number'],
        ['Reached by', ({ reach }) => t(reach)],
        ['Call', ({ session }) => callOf(session, since)],
        ['', (agent) => actionsOf(agent, { api, attempt, refresh })],
      ],
      board.agents,
      'Nobody has signed in yet.',
    );
    draw(queues, h('h3', {}, t('Agents')), agents);
  };
  await refresh();
  every(2000, () => refresh().catch(() => undefined));
}

const shareOf = (part, whole) => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);

function callOf(session, since) {
  if (session === undefined) return '';
  const { phase, held, peer } = session;
  const who = peer?.name ?? peer?.number ?? peer?.agentId ?? '';
  return `${t(held ? 'on hold' : phase)} ${who} ${since(session.since)}`;
}

function actionsOf({ id, status }, { api, attempt, refresh }) {
  if (status === 'offline') return '';
  const change = async (event) => {
    const wanted = event.target.value;
    event.target.blur();
    await attempt(
      () => api.put(`/agents/${encodeURIComponent(id)}/status`, { status: wanted }),
      t('{id} is {wanted} now.', { id, wanted: t(wanted) }),
    );
    await refresh();
  };
  const choices = ['', ...STATUSES].map((one) => h('option', { value: one }, t(one === '' ? 'Set status' : one)));
  const signOut = async () => {
    await attempt(() => api.post(`/agents/${encodeURIComponent(id)}/logout`), t('{id} is signed out.', { id }));
    await refresh();
  };
  return h(
    'div',
    { className: 'row' },
    h('select', { onchange: change, 'aria-label': t('Status of {id}', { id }) }, ...choices),
    button('Sign out', signOut),
  );
}

/** Calls that go on. */
export async function callsView({ api, draw, attempt, every }) {
  const refresh = async () => {
    const { calls, total } = await api.get('/calls?limit=200');
    const end = (id) => attempt(() => api.remove(`/calls/${id}`), 'The call is ended.').then(refresh);
    const list = table(
      [
        ['Since', ({ createdAt }) => when(createdAt)],
        ['From', ({ from }) => from ?? ''],
        ['To', ({ to }) => to ?? ''],
        ['Skill group', ({ skillGroup }) => skillGroup ?? ''],
        ['Is', ({ state }) => t(state)],
        ['Agents', ({ engagements }) => engagements.map(({ agentName }) => agentName).join(', '), 'wide'],
        ['', ({ id }) => button('End', () => end(id), 'danger')],
      ],
      calls,
      'No call is going on.',
    );
    draw(list, h('p', { className: 'quiet' }, total > calls.length ? t('{total} in all.', { total }) : ''));
  };
  await refresh();
  every(2000, () => refresh().catch(() => undefined));
}

/** Calls to the outside: stopped or let, and what looks odd. */
export async function outgoingView({ api, draw, attempt }) {
  const show = ({ stopped, alarms }) => {
    const change = () =>
      attempt(
        async () => show(await api.put('/dialling', { stopped: !stopped })),
        stopped ? 'Agents may call out again.' : 'Nobody may call out any more.',
      );
    draw(
      h(
        'p',
        { className: 'row' },
        h(
          'strong',
          { className: stopped ? 'bad' : 'good' },
          t(stopped ? 'Calls to the outside are stopped.' : 'Agents may call out.'),
        ),
        button(stopped ? 'Let them again' : 'Stop all outgoing calls', change, stopped ? 'primary' : 'danger'),
      ),
      h(
        'p',
        { className: 'quiet' },
        t('Calls that go on stay, callers are served as ever, emergency numbers are always called.'),
      ),
      h('h3', {}, t('Alarms of the last ten minutes')),
      table(
        [
          ['Numbers that begin with', ({ range }) => h('span', { className: 'mono' }, range)],
          ['Why', ({ why }) => t(why === 'many' ? 'too many calls' : 'nearly all calls end at once')],
          ['Since', ({ since }) => when(since)],
        ],
        alarms,
        'There is none.',
      ),
    );
  };
  show(await api.get('/dialling'));
}
