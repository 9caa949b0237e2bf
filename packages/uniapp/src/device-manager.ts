import { CallstationError } from '@callstation/core';

import { TCCCAudioRoute } from './enums.ts';
import { TcccErrorCode } from './error-codes.ts';
import { TcccError, wrong } from './failure.ts';
import type { HostAudio } from './hosts/media-host.ts';

/** As loud as the vendor's natives go. */
const LOUDEST = 150;

/**
 * `getDeviceManager()`. What sets something answers 0, or one of `TcccErrorCode`: `ERR_SIP_NOT_IMPLEMENTED` (501) where the
 * platform cannot do it, which table is in the README. Getters answer 100, as recorded and as it comes, until something
 * was set; what was set holds until the page is reloaded. Nothing throws.
 */
export interface TcccDeviceManager {
  /** 0 (silence at the other side, and no mute) to 150. */
  setAudioCaptureVolume(volume: number): number;
  getAudioCaptureVolume(): number;
  /** 0 to 150. The ring tone is not meant. */
  setAudioPlayoutVolume(volume: number): number;
  getAudioPlayoutVolume(): number;
  /** One of `TCCCAudioRoute`. */
  setAudioRoute(route: number): number;
}

/** Makes one over the host of the moment. */
export function createDeviceManager(audio: () => HostAudio): TcccDeviceManager {
  const attempt = (act: () => void): number => {
    try {
      act();
      return TcccErrorCode.ERR_NONE;
    } catch (error) {
      return new TcccError(CallstationError.from(error)).code;
    }
  };
  return {
    setAudioCaptureVolume: (volume) => attempt(() => audio().setCaptureVolume(volumeOf(volume))),
    getAudioCaptureVolume: () => audio().getCaptureVolume(),
    setAudioPlayoutVolume: (volume) => attempt(() => audio().setPlayoutVolume(volumeOf(volume))),
    getAudioPlayoutVolume: () => audio().getPlayoutVolume(),
    setAudioRoute: (route) =>
      attempt(() => {
        if (route !== TCCCAudioRoute.Speakerphone && route !== TCCCAudioRoute.Earpiece)
          throw wrong('setAudioRoute() takes one of TCCCAudioRoute.');
        audio().setRoute(route === TCCCAudioRoute.Speakerphone ? 'speakerphone' : 'earpiece');
      }),
  };
}

function volumeOf(volume: unknown): number {
  if (typeof volume !== 'number' || !(volume >= 0 && volume <= LOUDEST))
    throw wrong(`A volume is a number from 0 to 100; up to ${LOUDEST} is taken.`);
  return volume;
}
