import {
  Levels,
  LoggerFactory,
  URI,
  UserAgentCore,
  type UserAgentCoreConfiguration,
  type UserAgentCoreDelegate,
} from 'sip.js/lib/core/index.js';
import type { Logger } from '@callstation/core/ports';

/** Our name in SIP. `.invalid`: nobody may ever look it up. */
export const REALM = 'callstation.invalid';
const USER = 'switch';

/** A sip.js core with what it needs around it. One per account: dialogs and transactions live in it, sockets come and go. */
export interface SipCore {
  core: UserAgentCore;
  config: UserAgentCoreConfiguration;
  logs: LoggerFactory;
  /** Our own address of record. */
  self: URI;
}

/** Makes a {@link SipCore} that writes through `send`, which rejects while there is no socket. */
export function createSipCore(
  id: string,
  logger: Logger,
  send: (message: string) => Promise<void>,
  delegate: UserAgentCoreDelegate,
): SipCore {
  const logs = new LoggerFactory();
  logs.builtinEnabled = false;
  logs.level = Levels.warn;
  logs.connector = (level, category, _label, content) =>
    logger.debug(`sip ${level}`, { category, text: String(content).slice(0, 200) });
  const self = new URI('sip', USER, REALM);
  const contactUri = new URI('sip', USER, REALM, undefined, { transport: 'ws' });
  const transport = { protocol: 'WS', send };
  const config: UserAgentCoreConfiguration = {
    aor: self,
    contact: { pubGruu: undefined, tempGruu: undefined, uri: contactUri, toString: () => `<${contactUri.toString()}>` },
    displayName: '',
    loggerFactory: logs,
    hackViaTcp: false,
    routeSet: [],
    sipjsId: id.slice(0, 5),
    supportedOptionTags: ['outbound'],
    supportedOptionTagsResponse: ['outbound'],
    userAgentHeaderFieldValue: 'Callstation',
    viaForceRport: false,
    viaHost: `${id}.${REALM}`,
    authenticationFactory: () => undefined,
    transportAccessor: () => transport,
  };
  return { core: new UserAgentCore(config, delegate), config, logs, self };
}
