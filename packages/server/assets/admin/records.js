import { button, field, h, lasting, percent, table, when } from './dom.js';
import { t } from './words.js';

/** Columns whose word means something else elsewhere. */
const COLUMNS = { offered: 'Calls offered' };

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Records with search; one of them in full, with its recordings. */
export async function recordsView({ api, draw, say }) {
  const inputs = {
    number: h('input', { placeholder: '+8613800138000', inputMode: 'tel' }),
    agent: h('input', { placeholder: 'alice' }),
    skillGroup: h('input', { placeholder: 'support' }),
    from: h('input', { type: 'date' }),
  };
  const results = h('div');
  const detail = h('div');
  const search = async (after) => {
    const query = new URLSearchParams(
      Object.entries(inputs).flatMap(([name, { value }]) => (value ? [[name, value]] : [])),
    );
    query.set('limit', '50');
    if (after) query.set('after', after);
    try {
      const { sessions, next } = await api.get(`/sessions?${query}`);
      results.replaceChildren(list(sessions, open), ...(next ? [button('Older ones', () => search(next))] : []));
      detail.replaceChildren();
      say('');
    } catch (error) {
      say(error.message, 'bad');
    }
  };
  const open = async (record) => detail.replaceChildren(...inFull(record, api, say));
  const form = h(
    'form',
    { className: 'row', onsubmit: (event) => (event.preventDefault(), search()) },
    ...Object.entries({ number: 'Number', agent: 'Agent', skillGroup: 'Skill group', from: 'From day' }).map(
      ([name, label]) => field(label, inputs[name]),
    ),
    h('button', { className: 'primary' }, t('Search')),
  );
  draw(form, results, detail);
  await search();
}

function list(sessions, open) {
  return table(
    [
      ['Began', (record) => button(when(record.createdAt), () => open(record))],
      ['Direction', ({ direction }) => t(direction)],
      ['From', ({ from }) => from ?? ''],
      ['To', ({ to }) => to ?? ''],
      ['Skill group', ({ skillGroup }) => skillGroup ?? ''],
      ['Agents', ({ engagements }) => engagements.map(({ agentName }) => agentName).join(', '), 'wide'],
      ['Talk', ({ talkMs }) => lasting(talkMs), 'number'],
      ['End', ({ end }) => end?.reason ?? t('goes on')],
      ['Recordings', ({ recordings }) => String(recordings.length), 'number'],
    ],
    sessions,
    'No record fits.',
  );
}

function inFull({ id, engagements, steps, recordings, beforeMs, queueMs, ringMs, talkMs, holdMs }, api, say) {
  const times = { before: beforeMs, queue: queueMs, ring: ringMs, talk: talkMs, hold: holdMs };
  const parts = table(
    [
      ['Agent', ({ agentName }) => agentName],
      ['Role', ({ role }) => role],
      ['Offered', ({ offeredAt }) => when(offeredAt)],
      ...['ring', 'talk', 'hold', 'wrap'].map((name) => [name, (part) => lasting(part[`${name}Ms`]), 'number']),
      ['End', ({ end, missed }) => [end?.reason, missed?.why].filter(Boolean).join(': ')],
      ['Disposition', ({ annotation }) => annotation?.disposition ?? ''],
      ['Note', ({ annotation }) => annotation?.note ?? '', 'wide'],
    ],
    engagements,
    'No agent had a part in it.',
  );
  return [
    h('h3', {}, `${t('Session')} `, h('span', { className: 'mono' }, id)),
    h(
      'p',
      { className: 'quiet' },
      Object.entries(times)
        .map(([name, ms]) => `${t(name)} ${lasting(ms)}`)
        .join(' · '),
    ),
    parts,
    ...steps.map(({ kind, by, outcome, at }) =>
      h('p', {}, `${when(at)}: ${kind} by ${by}, ${outcome ?? t('goes on')}`),
    ),
    ...recordings.map((one) => player(one, api, say)),
  ];
}

/** The sound is fetched when it is asked for: that it was played is written down. */
function player({ id, startedAt, ms }, api, say) {
  const place = h('span');
  const play = async () => {
    try {
      place.replaceChildren(h('audio', { controls: true, autoplay: true, src: await api.file(`/recordings/${id}`) }));
    } catch (error) {
      say(error.message, 'bad');
    }
  };
  place.append(button(t('Play the recording of {at} ({length})', { at: when(startedAt), length: lasting(ms) }), play));
  return h('p', {}, place);
}

/** Reports on skill groups and agents. */
export async function reportsView({ api, draw, attempt, say }) {
  const from = h('input', { type: 'date', value: day(-6) });
  const to = h('input', { type: 'date', value: day(1) });
  const grouping = h(
    'select',
    {},
    ...['whole', 'day', 'hour', 'quarter'].map((one) => h('option', { value: one }, t(one))),
  );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const results = h('div');
  const query = () => new URLSearchParams({ from: from.value, to: to.value, grouping: grouping.value, timeZone: zone });
  const run = async () => {
    try {
      const [groups, agents] = await Promise.all(
        ['skill-groups', 'agents'].map((of) => api.get(`/reports/${of}?${query()}`)),
      );
      results.replaceChildren(
        h('h3', {}, t('Skill groups')),
        ofGroups(groups.rows),
        h('h3', {}, t('Agents')),
        ofAgents(agents.rows),
      );
      say('');
    } catch (error) {
      say(error.message, 'bad');
    }
  };
  const csv = (of) =>
    attempt(async () => {
      const href = await api.file(`/reports/${of}.csv?${query()}`);
      h('a', { href, download: `${of}.csv` }).click();
    });
  const form = h(
    'form',
    { className: 'row', onsubmit: (event) => (event.preventDefault(), run()) },
    ...[field('From day', from), field('To (not counted)', to), field('By', grouping)],
    h('button', { className: 'primary' }, t('Show')),
    ...['skill-groups', 'agents'].map((of) => button(`${of}.csv`, () => csv(of))),
  );
  draw(
    form,
    h('p', { className: 'quiet' }, t('Days of {zone}. What the columns mean is in docs/reports.md.', { zone })),
    results,
  );
  await run();
}

function ofGroups(rows) {
  return table(
    [
      ['From day', (row) => when(row.from)],
      ['Skill group', ({ skillGroup }) => skillGroup],
      ...['offered', 'answered', 'abandoned', 'overflowed'].map((name) => [
        COLUMNS[name] ?? name,
        (row) => String(row[name]),
        'number',
      ]),
      ['Service level', ({ serviceLevel }) => percent(serviceLevel), 'number'],
      ['ASA', ({ asaMs }) => (asaMs === null ? '–' : lasting(asaMs)), 'number'],
      ['Longest wait', ({ longestWaitMs }) => lasting(longestWaitMs), 'number'],
    ],
    rows,
    'Nobody called in that time.',
  );
}

function ofAgents(rows) {
  return table(
    [
      ['From day', (row) => when(row.from)],
      ['Agent', ({ agent }) => agent],
      ...['asked', 'answered', 'declined', 'missed', 'handled'].map((name) => [
        name,
        (row) => String(row[name]),
        'number',
      ]),
      ['AHT', ({ ahtMs }) => (ahtMs === null ? '–' : lasting(ahtMs)), 'number'],
      ['Signed in', ({ times }) => (times ? lasting(times.signedInMs) : ''), 'number'],
      ['Occupancy', ({ times }) => percent(times?.occupancy), 'number'],
    ],
    rows,
    'No agent was there in that time.',
  );
}
