// Compiled, never run: what React is told of the elements.
import type { Workstation } from '@callstation/core';
import { createRef } from 'react';

import './react.ts';
import type { CsWorkstation } from '../root/cs-workstation.ts';

declare const workstation: Workstation;

export const seat = (
  <cs-workstation
    ref={createRef<CsWorkstation>()}
    workstation={workstation}
    theme="dark"
    lang="zh"
    className="seat"
    oncs-intent={(event) => event.intent.scope === 'call' && event.intent.verb === 'transfer' && event.intent.to}
  />
);

// @ts-expect-error No such theme.
export const badTheme = <cs-workstation theme="pink" />;
// @ts-expect-error No such property.
export const badProperty = <cs-workstation workstations={workstation} />;
// @ts-expect-error No such element.
export const badTag = <cs-work-station />;
