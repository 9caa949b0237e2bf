import { CallstationError } from '@callstation/core';

import type { Plus } from './plus.ts';

const RECORD = 'android.permission.RECORD_AUDIO';

/**
 * Asks Android for the microphone; elsewhere the page is asked by the system when it opens it. Rejects `mediaDenied` with
 * what to press, which differs once the system asks no more.
 */
export function askForMicrophone(plus: Plus): Promise<void> {
  const { os, android } = plus;
  if (os.name !== 'Android' || !android) return Promise.resolve();
  return new Promise((resolve, reject) => {
    android.requestPermissions(
      [RECORD],
      ({ granted = [], deniedAlways = [] }) => {
        if (granted.includes(RECORD)) return resolve();
        const always = deniedAlways.includes(RECORD);
        reject(new CallstationError('mediaDenied', always ? SWITCHED_OFF : NOT_ALLOWED, { data: { always } }));
      },
      ({ message }) => reject(new CallstationError('mediaFailed', `${NOT_ASKED} ${message ?? ''}`.trim())),
    );
  });
}

const NOT_ALLOWED = 'The microphone was not allowed. Allow it when you are asked, then try again.';
const SWITCHED_OFF =
  "The microphone is switched off for this app. Switch it on in the phone's settings, then try again.";
const NOT_ASKED = 'The phone could not be asked for the microphone. Is RECORD_AUDIO in manifest.json?';
