/*! Icons: Lucide (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors; in part from Feather,
 * MIT License, Copyright (c) 2013-present Cole Bemis. */
// Written by tools/write-icons.mjs; a test compares the two.
import { svg, type TemplateResult } from 'lit';

import { icon } from './icon.ts';

export const close = (): TemplateResult =>
  icon(svg`<path d="M18 6 6 18"/><path d="m6 6 12 12"/>`);
