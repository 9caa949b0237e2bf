import { DEMO_AGENTS, isLoopback, type ServerConfig } from '../config/index.ts';

/** What `--help` prints. */
export const HELP = `Callstation: a contact centre in one process.

Usage: callstation-server (--demo | --config FILE) [options]

  --demo                 fixed demo agents, scripted customers, this machine only; answers as localhost
                         or as what --host and --origin name
  --config FILE          apps, origins, iceServers, turn, store, retention (JSON) [CALLSTATION_CONFIG]
  --store STORE          memory, file:path or postgres://user:password@host/database; default
                         memory with --demo, else file:callstation.db  [CALLSTATION_STORE]
  --port N               default 8787; 0: any free one               [PORT]
  --host NAME            default localhost with --demo, else 0.0.0.0 [CALLSTATION_HOST]
  --base-path /x         everything lives under /x
  --serve /x/=FOLDER     serves a folder; may be repeated
  --https                with --cert and --key, or a certificate made on the spot
  --cert FILE --key FILE PEM
  --origin URL           pages that may connect besides our own; may be repeated
  --public-url URL       where pages find this server, when back ends reach it under another name
  --scripts FOLDER       has the scripts of the vendors' interfaces; may be repeated
  --trust-proxy          believe X-Forwarded-* headers
  --public-ip IP         address for media when behind NAT           [CALLSTATION_PUBLIC_IP]
  --rtp-ports A-B        UDP ports for media, on all addresses       [CALLSTATION_RTP_PORTS]
  --drain SECONDS        at SIGTERM, wait so long for calls to end; default 30, with --demo 0
  --orphan-after SECONDS how long a customer waits for an agent whose page is gone; default 30
  --log-level LEVEL      debug, info, warn, error or silent; default info, with --demo warn
  --help

Commands: callstation config check FILE, callstation users, callstation keys; --help after one tells more.

TURN with short-lived credentials: CALLSTATION_TURN_URLS, CALLSTATION_TURN_SECRET, or "turn" in the file.
`;

/** What `callstation users --help` and its like print. */
export const COMMAND_HELP = `callstation config check FILE       everything that is wrong with a configuration file

callstation users list              agents of the configuration file, or with --store of the store
callstation users add ID            [--name NAME] [--role agent|supervisor|admin]
callstation users remove ID
callstation users token ID          a token to sign in with, for trying out; [--ttl SECONDS], default an hour

callstation keys create NAME        prints an API key, once; [--role read|operator|admin] [--expires DAYS]
callstation keys list
callstation keys revoke ID

  --config FILE   the configuration file                             [CALLSTATION_CONFIG]
  --store STORE   file:path or postgres://…; for keys default as the server's [CALLSTATION_STORE]
  --app ID        which app; needed where there is more than one

The store is for one program at a time: while a server runs on it, use its REST API.`;

const NUMBERS = [
  ['10001', 'answers, speaks, then echoes you'],
  ['10002', 'busy'],
  ['10003', 'rings, never answers'],
  ['10004', 'declines'],
  ['10005', 'answers, hangs up after 5 s'],
  ['10006', 'no such number, announced'],
  ['10007', 'keypad menu, a tone per digit'],
] as const;
const PHONES = [
  ['20001', 'to 20004, picked up; alice has the first two, bob the others'],
  ['20005', 'busy'],
  ['20006', 'rings, never picked up'],
  ['20007', 'declined'],
  ['20008', 'picked up, hung up after 3 s'],
] as const;

/** Numbers and what they do, one below the other. */
const column = (numbers: readonly (readonly [string, string])[]): string =>
  numbers.map(([number, what]) => `${number}  ${what}`).join(`\n            `);

/** What is printed once the server listens. */
export function banner(config: ServerConfig, url: string): string {
  if (!config.demo) return `Callstation listens on ${url}/\n`;
  return [
    '',
    `  Callstation demo   ${url}/`,
    '',
    `  Agents    ${DEMO_AGENTS.filter(({ role }) => role === 'agent')
      .map(({ id }) => id)
      .join(', ')}`,
    `  Numbers   ${column(NUMBERS)}`,
    `  Phones    ${column(PHONES)}`,
    '',
    ...(isLoopback(config.host)
      ? ['  Demo secrets, for this machine only. Ctrl-C ends it.']
      : [
          `  --host ${config.host}: everybody who reaches this machine can sign in, the secrets are known. Ctrl-C ends it.`,
        ]),
    '  Sound travels by UDP ports on all addresses, encrypted, one for each leg while it lives.',
    '',
    '',
  ].join('\n');
}
