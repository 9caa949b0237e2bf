import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeClock } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createPost, type PostRequest } from './post.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?a=1`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  }
});

const clock = createFakeClock();
const post = createPost({ clock, allowPrivate: true });
const request = (url: string, more: Partial<PostRequest> = {}): PostRequest => ({
  ...{ url, headers: { 'content-type': 'application/json', 'x-it': 'is' }, body: '{"a":"é"}' },
  ...{ timeoutMs: 1000, maxBody: 100 },
  ...more,
});

describe('a post', () => {
  it('sends what it is given, and says what came back', async () => {
    const got: unknown[] = [];
    const url = await serve((req, res) => {
      let body = '';
      req.setEncoding('utf8').on('data', (chunk) => (body += String(chunk)));
      req.on('end', () => {
        got.push(req.method, req.url, req.headers['x-it'], body);
        res.writeHead(503, { 'retry-after': '7' }).end('later');
      });
    });
    const answer = await post(request(url));
    expect(answer).toEqual({ status: 503, retryAfter: '7', body: Buffer.from('later'), whole: true });
    expect(got).toEqual(['POST', '/hook?a=1', 'is', '{"a":"é"}']);
    expect(clock.pending).toBe(0);
  });

  it('follows no redirect', async () => {
    let asked = 0;
    const url = await serve((_req, res) => {
      asked += 1;
      res.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await post(request(url))).toMatchObject({ status: 307 });
    expect(asked).toBe(1);
  });

  it('reads no more of an answer than it was told, however much there is', async () => {
    let written = 0;
    const url = await serve((_req, res) => {
      const more = (): void => {
        if (res.destroyed || written > 64 << 20) return;
        written += 65_536;
        res.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    });
    expect(await post(request(url))).toMatchObject({ status: 200, body: Buffer.alloc(100), whole: false });
    expect(written).toBeLessThan(16 << 20);
  });

  it('gives up at its limit: without an answer it fails, and with one only the body is cut', async () => {
    let asked: () => void = () => undefined;
    const silent = await serve(() => asked());
    let came = new Promise<void>((resolve) => (asked = resolve));
    const failing = post(request(silent)).catch((error: unknown) => error);
    await came;
    clock.advance(1000);
    expect(await failing).toMatchObject({ why: 'timeout' });
    const slow = await serve((_req, res) => void res.writeHead(200).write('part', () => setTimeout(asked, 20)));
    came = new Promise<void>((resolve) => (asked = resolve));
    const cut = post(request(slow));
    await came;
    clock.advance(1000);
    expect(await cut).toMatchObject({ status: 200, body: Buffer.from('part'), whole: false });
    expect(clock.pending).toBe(0);
  });

  it('says that nobody is there, without saying where', async () => {
    const url = await serve((req) => void req.socket.destroy());
    const cut: unknown = await post(request(url)).catch((error: unknown) => error);
    expect(cut).toMatchObject({ why: 'unreachable' });
    servers[0]?.close();
    const refused: unknown = await post(request(url)).catch((error: unknown) => error);
    expect(String(refused)).toBe('PostFailed: unreachable: ECONNREFUSED');
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort());
    await expect(post(request(url, { signal: stop.signal }))).rejects.toMatchObject({ why: 'stopped' });
    await expect(post(request(url, { signal: stop.signal }))).rejects.toMatchObject({ why: 'stopped' });
  });

  it.each([
    ['a private address', [{ address: '10.0.0.1', family: 4 }]],
    [
      'a private address beside a public one',
      [
        { address: '1.1.1.1', family: 4 },
        { address: '::1', family: 6 },
      ],
    ],
    ['no address', []],
  ])('connects to no name that leads to %s', async (_what, addresses) => {
    const asked: string[] = [];
    const guarded = createPost({
      clock,
      allowPrivate: false,
      lookup: ((name: string, _options: unknown, callback: (error: null, all: typeof addresses) => void) => {
        asked.push(name);
        callback(null, addresses);
      }) as never,
    });
    await expect(guarded(request('https://hooks.example/x'))).rejects.toMatchObject({ why: 'forbidden' });
    expect(asked).toEqual(['hooks.example']);
    await expect(guarded(request('https://127.0.0.1/x'))).rejects.toMatchObject({ why: 'forbidden' });
    expect(asked).toHaveLength(1);
  });

  it('connects to the very address that was judged, and asks no second time', async () => {
    let asked = 0;
    const url = await serve((req, res) => void res.end(req.headers.host));
    const named = createPost({
      clock,
      allowPrivate: true,
      lookup: ((_name: string, _options: unknown, callback: (error: null, all: object[]) => void) => {
        asked += 1;
        callback(null, [{ address: asked === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }]);
      }) as never,
    });
    const answer = await named(request(url.replace('127.0.0.1', 'hooks.example')));
    expect(String(answer.body)).toMatch(/^hooks\.example:\d+$/u);
    expect(asked).toBe(1);
  });
});
