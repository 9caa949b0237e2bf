import { createMediaEngine } from '../../media/create-media-engine.ts';
import type { PageFacts } from '../../model/index.ts';
import type { MediaPort } from '../../ports/index.ts';
import type { SipAccount } from '../../protocol/index.ts';
import type { PageSip } from '../../sip/page-sip.types.ts';
import type { CallcenterPorts } from './options.ts';

/** Media and SIP of one page, each made at its first use: a page that only watches opens neither. */
export interface PageParts {
  media(): MediaPort;
  sip(): PageSip;
  close(): Promise<void>;
}

/** What the parts are made with. */
export interface PagePartsOptions {
  given: MediaPort | undefined;
  ports: CallcenterPorts;
  account: () => Promise<SipAccount>;
  mayListen: () => boolean;
  onFacts: (facts: Partial<PageFacts>) => void;
}

/** Makes nothing yet. */
export function createPageParts({ given, ports, account, mayListen, onFacts }: PagePartsOptions): PageParts {
  let media: MediaPort | null = null;
  let stopFacts: () => void = () => undefined;
  let sip: PageSip | null = null;

  const openMedia = (): MediaPort => {
    if (media) return media;
    media = given ?? createMediaEngine({ clock: ports.clock, logger: ports.logger });
    stopFacts = media.on(({ facts }) => onFacts(facts));
    return media;
  };
  return {
    media: openMedia,
    sip: () =>
      (sip ??= ports.sip({
        ...{ media: openMedia(), clock: ports.clock, logger: ports.logger },
        ...{ account, mayListen, onFacts },
      })),
    async close() {
      const [oldSip, oldMedia] = [sip, media];
      sip = media = null;
      try {
        await oldSip?.close();
      } finally {
        oldMedia?.ring(false);
        if (given) oldMedia?.release();
        else oldMedia?.close();
        stopFacts();
      }
    },
  };
}
