// What the pages written to the vendors' documents share: a product's orders, and a list of what the vendor's SDK tells. Nothing
// of a vendor is in here.
const ORDERS = [
  { order: 'A-4711', customer: 'Ada Martin', number: '10001' },
  { order: 'A-4720', customer: 'Ben Okafor', number: '10002' },
  { order: 'A-4731', customer: 'Chen Wei', number: '10003' },
];

export const find = (selector) => document.querySelector(selector);

/** Who works here, as the product has it from its own sign-in. */
export const agent = () => new URLSearchParams(location.search).get('agent') ?? 'alice';

const post = (path, body) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Asks the product's own back end, which has the vendor's secret, to sign this agent in. */
export async function askBackEnd(vendor) {
  const answer = await post(`../dev/vendors/${vendor}`, { agent: agent() });
  if (!answer.ok) throw new Error(`The back end answered ${answer.status}`);
  return answer.json();
}

export function say(text) {
  find('#says').textContent = text;
}

/** Writes an event down. */
export function note(name, data) {
  const line = document.createElement('li');
  line.textContent = `${name} ${JSON.stringify(data)}`;
  line.dataset.event = name;
  const log = find('#log');
  log.append(line);
  log.scrollTop = log.scrollHeight;
}

const ORDERS_HTML = `
  <h2 id="open-orders">Open orders</h2>
  <div class="wide" role="region" aria-labelledby="open-orders" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Customer</th>
          <th scope="col">Number</th>
          <th scope="col">Last session</th>
          <th scope="col">Call</th>
        </tr>
      </thead>
      <tbody id="rows"></tbody>
    </table>
  </div>
  <p><button type="button" id="simulate">Simulate a customer</button></p>`;

/**
 * Fills in what the pages have alike; `call` is given an order, and the cell where its last session may be kept. While the call
 * is being placed another click is none.
 */
export function showPage(call) {
  let placing = false;
  const place = async (...of) => {
    if (placing) return;
    placing = true;
    try {
      await call(...of);
    } finally {
      placing = false;
    }
  };
  find('#agent').textContent = agent();
  find('#log').tabIndex = 0;
  find('#orders').innerHTML = ORDERS_HTML;
  for (const one of ORDERS) {
    const row = find('#rows').insertRow();
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Call';
    button.setAttribute('aria-label', `Call ${one.customer}`);
    for (const cell of [one.order, one.customer, one.number, '', button]) row.insertCell().append(cell);
    button.addEventListener('click', () => place(one, row.cells[3]));
  }
  find('#simulate').addEventListener('click', () => {
    post('../dev/customers', {}).catch(({ message }) => say(message));
  });
}
