/** The control protocol in 40 lines, for pages that do not use the product. */
export async function openControl(token) {
  const url = new URL('/seat', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, 'callstation.v1');
  const waiting = new Map();
  const sessions = new Map();
  let next = 0;
  const request = (method, params, command = true) =>
    new Promise((done, fail) => {
      const id = ++next;
      waiting.set(id, { done, fail });
      const commandId = command ? { commandId: crypto.randomUUID() } : {};
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params, ...commandId }));
    });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.method === 'ping') return void request('alive', message.params, false);
    const { update } = message.params ?? {};
    if (update?.type === 'session') sessions.set(update.session.id, update.session);
    if (update?.type === 'removed') sessions.delete(update.id);
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) waiter?.fail(new Error(JSON.stringify(message.error)));
    else waiter?.done(message.result);
  };
  await new Promise((done, fail) => {
    socket.onopen = done;
    socket.onerror = () => fail(new Error('The control socket did not open.'));
  });
  const pageId = crypto.randomUUID().replaceAll('-', '');
  const { sip } = await request('hello', { token, pageId, visible: true }, false);
  return { sip: sip ?? (await request('sipAccount', {}, false)), request, sessions, close: () => socket.close() };
}
