import { button, field, h, table, when } from './dom.js';
import { t } from './words.js';

/** What is shown once. */
function secret(title, value) {
  return h('p', {}, `${t(title)} `, h('code', {}, value), ` ${t('It is not shown again: keep it now.')}`);
}

/** Whose shape records may be told in; none: ours. */
const SHAPES = ['', 'tccc', 'ccsdk'];
const shape = (format) => (format === '' || format === null ? 'Callstation' : format);

/** Webhooks: endpoints, what became of their events, and sending again. */
export async function webhooksView({ api, draw, attempt, again }) {
  const { webhooks } = await api.get('/webhooks');
  const detail = h('div');
  const url = h('input', { type: 'url', required: true, placeholder: 'https://crm.example/callstation' });
  const format = h('select', {}, ...SHAPES.map((one) => h('option', { value: one }, shape(one))));
  const add = async (event) => {
    event.preventDefault();
    await attempt(async () => {
      const made = await api.post('/webhooks', { url: url.value, format: format.value || null });
      await again();
      setTimeout(() => document.getElementById('main').append(secret('The signing secret is', made.secret)), 100);
    });
  };
  const open = async (id) => {
    await attempt(async () => detail.replaceChildren(...(await deliveriesOf(id, { api, attempt, open }))));
  };
  const change = (id, work, done) => attempt(work, done).then((good) => (good ? again() : null));
  draw(
    table(
      [
        ['URL', ({ url: to }) => h('span', { className: 'mono' }, to), 'wide'],
        ['Events', ({ types }) => (types.length === 0 ? t('all') : types.join(', ')), 'wide'],
        ['Format', ({ format: of }) => shape(of)],
        ['Is', ({ enabled }) => t(enabled ? 'on' : 'off')],
        [
          '',
          ({ id, enabled }) =>
            h(
              'div',
              { className: 'row' },
              button('Deliveries', () => open(id)),
              button('Test', () =>
                attempt(() => api.post(`/webhooks/${id}/test`), 'A test is on its way.').then(() => open(id)),
              ),
              button(enabled ? 'Switch off' : 'Switch on', () =>
                change(id, () => api.patch(`/webhooks/${id}`, { enabled: !enabled })),
              ),
              button(
                'Remove',
                () => confirm(t('Remove it?')) && change(id, () => api.remove(`/webhooks/${id}`)),
                'danger',
              ),
            ),
        ],
      ],
      webhooks,
      'Nobody is told of events yet.',
    ),
    h(
      'form',
      { className: 'row', onsubmit: add },
      field('URL', url),
      field('Format', format),
      h('button', { className: 'primary' }, t('Add')),
    ),
    detail,
  );
}

async function deliveriesOf(id, { api, attempt, open }) {
  const { deliveries } = await api.get(`/webhooks/${id}/deliveries?limit=100`);
  const replay = (which) => attempt(() => api.post(`/webhooks/${id}/replay`, which)).then(() => open(id));
  const dead = deliveries.filter(({ state }) => state === 'dead').length;
  return [
    h('h3', {}, t('Deliveries, newest first')),
    h(
      'div',
      { className: 'row' },
      button('Again', () => open(id)),
      ...(dead > 0 ? [button(t('Send all dead ones again ({dead})', { dead }), () => replay({ dead: true }))] : []),
    ),
    table(
      [
        ['Event', ({ eventId }) => h('span', { className: 'mono' }, eventId), 'wide'],
        [
          'Is',
          ({ state }) =>
            h('span', { className: state === 'dead' ? 'bad' : state === 'delivered' ? 'good' : '' }, t(state)),
        ],
        ['Tries', ({ attempts }) => String(attempts), 'number'],
        ['Answer', ({ status, error }) => [status, error].filter(Boolean).join(' '), 'wide'],
        ['Next try', ({ nextAt }) => when(nextAt)],
        ['Changed', ({ updatedAt }) => when(updatedAt)],
        ['', ({ eventId, state }) => (state === 'pending' ? '' : button('Send again', () => replay({ eventId })))],
      ],
      deliveries,
      'Nothing was sent yet.',
    ),
  ];
}

/** API keys. */
export async function keysView({ api, draw, attempt, again }) {
  const { keys } = await api.get('/keys');
  const name = h('input', { required: true, maxLength: 128, placeholder: 'CRM' });
  const role = h('select', {}, ...['read', 'operator', 'admin'].map((one) => h('option', { value: one }, one)));
  const made = h('div');
  const add = async (event) => {
    event.preventDefault();
    await attempt(async () => {
      const { key } = await api.post('/keys', { name: name.value, role: role.value });
      made.replaceChildren(secret('The key is', key));
      name.value = '';
      list.replaceWith((list = listOf((await api.get('/keys')).keys)));
    });
  };
  const revoke = async (id) => {
    if (
      confirm(t('Revoke it? Whoever uses it is refused at once.')) &&
      (await attempt(() => api.remove(`/keys/${id}`)))
    )
      await again();
  };
  const listOf = (rows) =>
    table(
      [
        ['Name', (key) => key.name],
        ['Role', (key) => key.role],
        ['Made', ({ createdAt }) => when(createdAt)],
        ['Expires', ({ expiresAt }) => (expiresAt === null ? t('never') : when(expiresAt))],
        ['Last used', ({ usedAt }) => (usedAt === null ? t('never') : when(usedAt))],
        ['', ({ id, revokedAt }) => (revokedAt === null ? button('Revoke', () => revoke(id), 'danger') : t('revoked'))],
      ],
      rows,
      'There is no key but those of the configuration.',
    );
  let list = listOf(keys);
  draw(
    list,
    h(
      'form',
      { className: 'row', onsubmit: add },
      ...[field('Name', name), field('Role', role)],
      h('button', { className: 'primary' }, t('Make a key')),
    ),
    made,
  );
}
