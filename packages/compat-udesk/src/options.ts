import type { Workstation } from '@callstation/core';
import type { SeatExchange } from '@callstation/core/facade';

import type { AppDataProvider } from './app-data-provider.ts';
import { CHOICES, type Choices } from './choices.ts';
import type { Credential } from './token-data.ts';

/** Options of the constructor: the vendor's, and what a Callstation centre adds. */
export interface UdeskOptions {
  /** The app. Default: what the token says. */
  AppId?: string;
  /** Who signs in. */
  AgentId?: string;
  /** Language of texts: names of states and of phones, and what went wrong. Default `ZH-CN`. */
  LanguageCode?: string;
  /** Whether `Init` connects. Default true; else `ConnectAsync` does. */
  AutoConnect?: boolean;
  /** Gives the token. */
  AppDataProvider?: AppDataProvider | null;
  /** `wss://host/ws`. Default: the host the script came from. */
  Domain?: string;
  /** `https://host/backend`. Default: the host the script came from. */
  HttpDomain?: string;
  /** Hears of everything that fails. */
  Log?: (message: { message: string }, type: string) => void;
  /** Warns in the console of whatever works here without being documented. Default false. */
  strict?: boolean;
  /** What the vendor's document leaves open. */
  callstation?: Partial<Choices>;
  /** A seat that is there already, instead of one of its own. It is left open by `Destroy`. */
  workstation?: Workstation;
  /** Changes the app's token into a seat token. Default: the centre's own route. */
  exchange?: SeatExchange<Credential>;
}

/** Options with every default in place; of what has the wrong type, the default too. */
export interface Settings {
  appId: string;
  agentId: string;
  language: string;
  autoConnect: boolean;
  domain: string;
  httpDomain: string;
  strict: boolean;
  choices: Choices;
}

const text = (value: unknown, otherwise = ''): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : otherwise;

/** Reads options, whatever a page gave. */
export function settingsOf(options: UdeskOptions): Settings {
  const given = options.callstation ?? {};
  return {
    appId: text(options.AppId),
    agentId: text(options.AgentId),
    language: text(options.LanguageCode, 'ZH-CN'),
    autoConnect: options.AutoConnect !== false,
    domain: text(options.Domain),
    httpDomain: text(options.HttpDomain),
    strict: options.strict === true,
    choices: {
      ...CHOICES,
      ...given,
      callTypes: { ...CHOICES.callTypes, ...given.callTypes },
      statuses: { ...CHOICES.statuses, ...given.statuses },
      stateNumbers: { ...CHOICES.stateNumbers, ...given.stateNumbers },
      extStateNumbers: { ...CHOICES.extStateNumbers, ...given.extStateNumbers },
      strategyNumbers: { ...CHOICES.strategyNumbers, ...given.strategyNumbers },
      jumpTypes: { ...CHOICES.jumpTypes, ...given.jumpTypes },
    },
  };
}
