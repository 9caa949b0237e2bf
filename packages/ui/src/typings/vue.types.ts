// Compiled, never run: what Vue's templates are told of the elements.
import type { Workstation } from '@callstation/core';
import type { GlobalComponents } from 'vue';

import type { IntentEvent } from '../base/intent-event.ts';
import './vue.ts';

type Props = InstanceType<GlobalComponents['cs-workstation']>['$props'];

declare const workstation: Workstation;
export const good: Props = {
  workstation,
  theme: 'dark',
  lang: 'zh',
  'onCs-intent': (event: IntentEvent) => event.intent,
};

// @ts-expect-error No such theme.
export const badTheme: Props = { theme: 'pink' };
// @ts-expect-error No such event.
export const badEvent: Props = { 'onCs-intention': () => undefined };
// @ts-expect-error No such element.
export type BadTag = GlobalComponents['cs-work-station'];
