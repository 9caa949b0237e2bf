import { PageSipAgent } from './page-sip.ts';
import type { PageSip, PageSipOptions } from './page-sip.types.ts';

/**
 * Makes the page's SIP side. Nothing is opened before the first `ready()`.
 *
 * @example
 * const sip = createPageSip({ media, clock, logger, account: () => control.request('sipAccount', {}), onFacts });
 * await sip.ready(); // from here the centre may invite this page; it answers by itself
 */
export function createPageSip(options: PageSipOptions): PageSip {
  return new PageSipAgent(options);
}
