import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { LitElement } from 'lit';

import type { RingUnheardEvent } from '../attention/ring-unheard-event.ts';
import type { CsElements } from '../elements.ts';
import type { IntentEvent } from '../base/intent-event.ts';
import type { QueryEvent } from '../base/query-event.ts';
import type { WatchEvent } from '../base/watch-event.ts';

interface Listeners {
  'oncs-intent'?: (event: IntentEvent) => void;
  'oncs-query'?: (event: QueryEvent) => void;
  'oncs-watch'?: (event: WatchEvent) => void;
  'oncs-ring-unheard'?: (event: RingUnheardEvent) => void;
}

/** What an element of ours takes in JSX: its own properties, everything of HTML, and listeners for what it dispatches. */
export type ElementProps<E extends HTMLElement> = Omit<DetailedHTMLProps<HTMLAttributes<E>, E>, keyof Own<E>> &
  Own<E> &
  Listeners;

type Own<E> = Partial<Omit<E, keyof LitElement>>;

type Elements = { [Tag in keyof CsElements]: ElementProps<CsElements[Tag]> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
