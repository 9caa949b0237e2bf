import type { Workstation } from '@callstation/core';
import type { SeatExchange } from '@callstation/core/facade';

import { CHOICES, type Choices } from './choices.ts';

/** What is sent for a seat token. */
export interface Credential {
  authentication: string;
}

/** Options of `register`: the vendor's, and what a Callstation centre adds. */
export interface RegisterOptions {
  /** The credential a back end got for the seat: the whole text, with `Bearer `. */
  token: string;
  /** Events and methods only, no panel. Default false. */
  noWorkMode?: boolean;
  /** Whether the panel has notes. Default true. */
  isRemark?: boolean;
  /** Whether the panel, and what rings, show what is known of who is called. Default true. */
  isInformation?: boolean;
  /** The panel's language: `en` (default) or `es`. */
  lang?: 'en' | 'es';
  /** Warns in the console of whatever works here without being documented. Default false. */
  strict?: boolean;
  /** What the vendor's document leaves open. */
  callstation?: Partial<Choices>;
  /** Where the centre is, `https://cc.example.com`. Default: the host the script came from. */
  centre?: string;
  /** A seat that is there already, instead of one of its own. It is not closed here. */
  workstation?: Workstation;
  /** Changes the credential into a seat token. Default: the centre's own route. */
  exchange?: SeatExchange<Credential>;
}

/** How the panel looks. */
export interface PanelSettings {
  shows: 'all' | 'incoming' | 'nothing';
  notes: boolean;
  information: boolean;
  lang: string;
}

/** Options with every default in place; of what has the wrong type, the default too. */
export interface Settings extends PanelSettings {
  token: string;
  strict: boolean;
  centre: string;
  choices: Choices;
}

const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Reads options, whatever a page gave. */
export function settingsOf(options: Partial<RegisterOptions>): Settings {
  const choices = { ...CHOICES, ...options.callstation };
  return {
    token: text(options.token),
    strict: options.strict === true,
    centre: text(options.centre),
    choices,
    shows: options.noWorkMode === true ? choices.noWorkShows : 'all',
    notes: flag(options.isRemark, true),
    information: flag(options.isInformation, true),
    lang: text(options.lang) || 'en',
  };
}
