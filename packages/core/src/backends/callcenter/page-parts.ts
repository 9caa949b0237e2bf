import type { PageFacts, Volume } from '../../model/index.ts';
import type { MediaPort } from '../../ports/index.ts';
import type { SipAccount } from '../../protocol/index.ts';
import type { PageSip, PageSipOptions } from '../../sip/page-sip.types.ts';

/** Media and SIP of one page, each made at its first use: a page that only watches opens neither. */
export interface PageParts {
  media(): MediaPort;
  sip(): PageSip;
  /** As it was told last; null: never. It holds for the media of a later sign-in, too. */
  volume(): Volume | null;
  close(): Promise<void>;
}

/** What the sound of a page is made of. */
export interface PageSound {
  media(): MediaPort;
  /** Whether the media is somebody else's, who closes it. */
  given: boolean;
  sip(joint: Pick<PageSipOptions, 'media' | 'account' | 'mayListen' | 'onFacts'>): PageSip;
}

/** What the parts are joined to. */
export interface PageJoint {
  account: () => Promise<SipAccount>;
  mayListen: () => boolean;
  onFacts: (facts: Partial<PageFacts>) => void;
}

/** Makes nothing yet. */
export function createPageParts(sound: PageSound, { account, mayListen, onFacts }: PageJoint): PageParts {
  let media: MediaPort | null = null;
  let stopFacts: () => void = () => undefined;
  let sip: PageSip | null = null;
  let volume: Volume | null = null;

  const openMedia = (): MediaPort => {
    if (media) return media;
    media = sound.media();
    stopFacts = media.on(({ facts }) => {
      volume = facts.volume ?? volume;
      onFacts(facts);
    });
    // One that was told was taken, and is taken again.
    if (volume && !sound.given) media.setVolume(volume).catch(() => undefined);
    return media;
  };
  return {
    media: openMedia,
    sip: () => (sip ??= sound.sip({ media: openMedia(), account, mayListen, onFacts })),
    volume: () => volume,
    async close() {
      const [oldSip, oldMedia, stopOld] = [sip, media, stopFacts];
      sip = media = null;
      try {
        await oldSip?.close();
      } finally {
        oldMedia?.ring(false);
        if (sound.given) oldMedia?.release();
        else oldMedia?.close();
        stopOld();
      }
    },
  };
}
