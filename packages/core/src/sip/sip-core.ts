// `Core` of the root: sip.js documents no other way in. Bundlers follow it, so the API layer above stays out of apps.
import { Core } from 'sip.js';
import type { Logger, Random } from '../ports/index.ts';

/** What a page is asked for. The core alone would also take MESSAGE, NOTIFY and more from anybody. */
const ALLOWED = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS'];
/** As a header. */
export const ALLOW = `Allow: ${ALLOWED.join(', ')}`;

/** What {@link createSipCore} needs. */
export interface SipCoreOptions {
  /** The address of record. */
  uri: Core.URI;
  username: string;
  /** Asked at every challenge: it changes with the account's ticket. */
  password: () => string;
  /** Lives as long as the core; the socket behind it comes and goes. */
  transport: Core.Transport;
  random: Pick<Random, 'id'>;
  logger: Logger;
  onInvite: (request: Core.IncomingInviteRequest) => void;
}

/** Makes the transactions and dialogs of one account. */
export function createSipCore(options: SipCoreOptions): Core.UserAgentCore {
  const { username, transport, logger } = options;
  const loggerFactory = logsOf(logger);
  // A page has no address of its own to give (RFC 7118 5.2).
  const viaHost = `${options.random.id().slice(0, 12)}.invalid`;
  const uri = new Core.URI('sip', username, viaHost, undefined, { transport: 'ws' });
  return new Core.UserAgentCore(
    {
      aor: options.uri,
      contact: { pubGruu: undefined, tempGruu: undefined, uri, toString: () => `<${uri.toString()}>` },
      displayName: '',
      loggerFactory,
      hackViaTcp: false,
      routeSet: [],
      // Call-IDs of ours begin with it.
      sipjsId: options.random.id().slice(0, 12),
      supportedOptionTags: ['outbound'],
      supportedOptionTagsResponse: ['outbound'],
      userAgentHeaderFieldValue: 'Callstation',
      viaForceRport: false,
      viaHost,
      authenticationFactory: () =>
        new Core.DigestAuthentication(loggerFactory, undefined, username, options.password()),
      transportAccessor: () => transport,
    },
    { onInvite: options.onInvite },
  );
}

/** Hands a message on. Throws at what is well formed and yet makes no sense to sip.js. */
export function receiveSip(core: Core.UserAgentCore, text: string): void {
  const message = Core.Parser.parseMessage(text, core.loggerFactory.getLogger('sip.parser'));
  if (message instanceof Core.IncomingRequestMessage) receiveRequest(core, message);
  else if (message instanceof Core.IncomingResponseMessage) receiveResponse(core, message);
}

function receiveRequest(core: Core.UserAgentCore, message: Core.IncomingRequestMessage): void {
  const { method, callId, toTag } = message;
  if (!ALLOWED.includes(method)) core.replyStateless(message, { statusCode: 405, extraHeaders: [ALLOW] });
  // What this page sent itself, brought back by a loop.
  else if (!toTag && method !== 'ACK' && callId.startsWith(core.configuration.sipjsId))
    core.replyStateless(message, { statusCode: 482 });
  else core.receiveIncomingRequestFromTransport(message);
}

/** RFC 3261 18.1.2: a response whose Via is not ours is dropped without a word. */
function receiveResponse(core: Core.UserAgentCore, message: Core.IncomingResponseMessage): void {
  if (message.via.host === core.configuration.viaHost) core.receiveIncomingResponseFromTransport(message);
}

/** sip.js's log as ours: what it calls errors are mostly a peer's doing, so nothing rises above a warning. */
function logsOf(logger: Logger): Core.LoggerFactory {
  const factory = new Core.LoggerFactory();
  factory.builtinEnabled = false;
  factory.connector = (level, category, _label, content) => {
    if (level === 'error' || level === 'warn') logger.warn(String(content), { from: category });
  };
  return factory;
}
