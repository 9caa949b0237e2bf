import type { LitElement } from 'lit';
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';

import type { IntentEvent } from '../base/intent-event.ts';
import type { QueryEvent } from '../base/query-event.ts';
import type { WatchEvent } from '../base/watch-event.ts';
import type { RingUnheardEvent } from '../attention/ring-unheard-event.ts';
import type { CsElements } from '../elements.ts';

interface Events {
  'cs-intent': (event: IntentEvent) => void;
  'cs-query': (event: QueryEvent) => void;
  'cs-watch': (event: WatchEvent) => void;
  'cs-ring-unheard': (event: RingUnheardEvent) => void;
}

/** An element of ours as a Vue template sees it. */
export type VueElement<E> = new () => Omit<E, keyof LitElement> & {
  /** @deprecated For templates only. */
  $props: HTMLAttributes &
    Partial<Omit<E, keyof LitElement>> &
    PublicProps & { [E in keyof Events as `on${Capitalize<E>}`]?: Events[E] };
  /** @deprecated For templates only. */
  $emit: EmitFn<Events>;
};

type Elements = { [Tag in keyof CsElements]: VueElement<CsElements[Tag]> };

declare module 'vue' {
  interface GlobalComponents extends Elements {}
}
