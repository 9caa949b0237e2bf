import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Which connections: by the beginning of their path, such as `/seat` or `/sip`. */
type Path = string;

/** A TCP proxy in front of a centre whose connections can be cut, refused or left half open. */
export interface Proxy {
  /** The centre through the proxy, without a slash at the end. */
  url: string;
  /** Cuts the open connections; new ones pass. */
  cut(path: Path): void;
  /** Cuts, and refuses new ones until {@link Proxy.heal}. */
  block(path: Path): void;
  /** The open connections stay open and carry nothing any more; new ones pass. */
  freeze(path: Path): void;
  heal(): void;
  /** Connections opened so far. */
  opened(path: Path): number;
  close(): Promise<void>;
}

/** Starts a proxy to `url` on a free port of this machine. */
export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const live = new Set<{ path: Path; ends: readonly [Socket, Socket] }>();
  const blocked = new Set<Path>();
  const counts: Path[] = [];
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    // The path is in the first line; a browser sends it in one piece.
    client.once('data', (first) => {
      const path = /^[A-Z]+ (\S+)/u.exec(first.toString('latin1'))?.[1] ?? '';
      if ([...blocked].some((start) => path.startsWith(start))) return void client.destroy();
      counts.push(path);
      const centre = connect({ host: target.hostname, port: Number(target.port) });
      const link = { path, ends: [client, centre] as const };
      live.add(link);
      const end = (): void => {
        live.delete(link);
        client.destroy();
        centre.destroy();
      };
      for (const socket of link.ends) socket.on('close', end).on('error', end);
      centre.write(first);
      client.pipe(centre);
      centre.pipe(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const of = (path: Path) => [...live].filter((link) => link.path.startsWith(path));
  const cut = (path: Path): void => of(path).forEach(({ ends }) => ends.forEach((socket) => socket.destroy()));
  return {
    url: `http://localhost:${port}`,
    cut,
    block(path) {
      blocked.add(path);
      cut(path);
    },
    freeze(path) {
      for (const { ends } of of(path))
        for (const socket of ends) {
          socket.unpipe();
          socket.pause();
        }
    },
    heal: () => blocked.clear(),
    opened: (path) => counts.filter((one) => one.startsWith(path)).length,
    close: () =>
      new Promise((resolve) => {
        cut('');
        server.close(() => resolve());
      }),
  };
}
