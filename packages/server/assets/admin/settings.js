import { button, field, h, table, when } from './dom.js';
import { t } from './words.js';

/** Documents of one kind: a list, and an editor of their JSON that the server checks. */
function documents({ path, name, idOf, columns, example, idLabel, fixed = false, unset = 'Delete' }) {
  return async ({ api, draw, attempt, again }) => {
    const rows = await api.all(path, name);
    const editor = h('div');
    const edit = (row) => editor.replaceChildren(form(row));
    const form = (row) => {
      const id = row === null ? '' : idOf(row);
      const input = h('input', { value: id, readOnly: row !== null, required: true });
      const text = h('textarea', {
        value: JSON.stringify(row === null ? example : bodyOf(row), null, 2),
        spellcheck: false,
      });
      const url = () => `${path}/${encodeURIComponent(input.value.trim())}`;
      const headers = row === null ? { 'if-none-match': '*' } : { 'if-match': `"${row.version}"` };
      const save = async (event) => {
        event.preventDefault();
        const done = await attempt(async () => {
          await api.put(url(), parsed(text.value), headers);
        });
        if (done) await again();
      };
      const remove = async () => {
        if (!confirm(t('{what} {id}?', { what: t(unset), id }))) return;
        if (await attempt(() => api.remove(url(), headers))) await again();
      };
      return h(
        'form',
        { onsubmit: save },
        h('h3', {}, row === null ? t('A new one') : id),
        ...(row === null ? [field(idLabel ?? 'Id', input)] : []),
        field('As in the configuration file, JSON', text),
        h(
          'div',
          { className: 'row' },
          h('button', { className: 'primary' }, t('Save')),
          ...(row === null ? [] : [button(unset, remove, 'danger')]),
        ),
      );
    };
    const bodyOf = ({ [columns.key ?? 'id']: _id, version: _version, ...rest }) => columns.body?.(rest) ?? rest;
    draw(
      table([...columns.list, ['', (row) => button('Edit', () => edit(row))]], rows, 'There is none yet.'),
      ...(fixed
        ? []
        : [
            h(
              'p',
              {},
              button('Add one', () => edit(null)),
            ),
          ]),
      editor,
    );
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(t('This is not JSON: {why}', { why: error.message }), { cause: error });
  }
}

const link = (id) => h('span', { className: 'mono' }, id);

export const agentsView = documents({
  ...{ path: '/agents', name: 'agents', idOf: ({ id }) => id },
  example: { name: 'New agent', role: 'agent' },
  columns: {
    list: [
      ['Id', ({ id }) => link(id)],
      ['Name', ({ name }) => name],
      ['Role', ({ profile }) => profile?.role ?? ''],
      ['Skill groups', ({ skillGroups }) => skillGroups.join(', '), 'wide'],
      ['Status', ({ status }) => t(status)],
    ],
    body: ({ profile, name }) => profile ?? { name },
  },
});

export const groupsView = documents({
  ...{ path: '/skill-groups', name: 'skillGroups', idOf: ({ id }) => id },
  example: { name: 'New group', members: '*', numbers: [] },
  columns: {
    list: [
      ['Id', ({ id }) => link(id)],
      ['Name', ({ name }) => name],
      ['Strategy', ({ strategy }) => strategy],
      ['Numbers', ({ numbers }) => numbers.join(', '), 'wide'],
      ['Members', ({ members }) => (members === '*' ? t('everybody') : String(members.length))],
    ],
  },
});

export const numbersView = documents({
  ...{ path: '/numbers', name: 'numbers', idOf: ({ number }) => number, idLabel: 'Number' },
  example: { to: { skillGroup: 'support' } },
  columns: {
    key: 'number',
    list: [
      ['Number', ({ number }) => link(number)],
      ['Leads to', ({ to }) => ('ivr' in to ? `IVR ${to.ivr}` : `${t('skill group')} ${to.skillGroup}`)],
    ],
  },
});

export const hoursView = documents({
  ...{ path: '/hours', name: 'hours', idOf: ({ skillGroup }) => skillGroup, fixed: true, unset: 'Always open' },
  example: {},
  columns: {
    key: 'skillGroup',
    list: [
      ['Skill group', ({ skillGroup }) => link(skillGroup)],
      ['Is', ({ open }) => t(open ? 'open' : 'closed')],
      ['Working hours', ({ hours }) => (hours === null ? t('always open') : hours.timeZone)],
    ],
    body: ({ hours }) =>
      hours ?? {
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
      },
  },
});

export const ivrsView = documents({
  ...{ path: '/ivrs', name: 'ivrs', idOf: ({ id }) => id },
  example: { name: 'New menu', entry: 'end', nodes: [{ id: 'end', kind: 'hangup', prompt: { say: 'goodbye' } }] },
  columns: {
    list: [
      ['Id', ({ id }) => link(id)],
      ['Name', ({ name }) => name],
      ['Numbers', ({ numbers = [] }) => numbers.join(', ')],
      ['Nodes', ({ nodes }) => String(nodes.length), 'number'],
    ],
  },
});

/** Uploaded prompts and music. */
export async function soundsView({ api, draw, attempt, again }) {
  const { sounds } = await api.get('/sounds');
  const listen = (name) => async (event) => {
    const place = event.target;
    await attempt(async () => {
      place.replaceWith(h('audio', { controls: true, autoplay: true, src: await api.file(`/sounds/${name}`) }));
    });
  };
  const remove = async (name) => {
    if (confirm(t('Delete {name}?', { name })) && (await attempt(() => api.remove(`/sounds/${name}`)))) await again();
  };
  const file = h('input', { type: 'file', accept: '.wav,audio/wav', required: true });
  const upload = async (event) => {
    event.preventDefault();
    const [chosen] = file.files;
    const name = chosen.name.replaceAll(/[^\w.-]/gu, '-');
    const done = await attempt(
      () => api.upload(`/sounds/${encodeURIComponent(name)}`, chosen),
      t('{name} is there.', { name }),
    );
    if (done) await again();
  };
  draw(
    table(
      [
        ['Name', ({ name }) => link(name)],
        ['Size', ({ bytes }) => `${Math.ceil(bytes / 1024)} KiB`, 'number'],
        ['Uploaded', ({ at }) => when(at)],
        ['In use', ({ used }) => t(used ? 'yes' : 'no')],
        ['', ({ name }) => button('Listen', listen(name))],
        ['', ({ name, used }) => (used ? '' : button('Delete', () => remove(name), 'danger'))],
      ],
      sounds,
      'Nothing was uploaded yet. Menus and queues name a sound as {"file": "welcome.wav"}.',
    ),
    h(
      'form',
      { className: 'row', onsubmit: upload },
      field('WAV, 16-bit PCM, ten minutes at most', file),
      h('button', { className: 'primary' }, t('Upload')),
    ),
  );
}
