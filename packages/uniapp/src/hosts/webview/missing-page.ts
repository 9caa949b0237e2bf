import { CallstationError } from '@callstation/core';

import type { Plus } from './plus.ts';

/** What the hidden page loads from beside it. */
const SCRIPT = 'callstation-host.js';

/** Whether the page that a sign-in waits for is there at all. */
export interface PageSearch {
  /** The platform could not load the page. */
  failed(): void;
  /** Another page was loaded in its place: its title. */
  other(title: string): void;
  /** The page has said nothing for a while. */
  silent(): void;
  /** As `connecting`; but rejects `notSupported` or `notFound`, with what to do, once it is clear that the page is not there. */
  until(connecting: Promise<void>): Promise<void>;
}

/** What {@link searchPage} is made with. */
export interface PageSearchOptions {
  plus: Plus;
  url: string;
  /** Whether the page ever said anything: then it is there, whatever the platform says. */
  heard: () => boolean;
  /** Nobody need look for the page any more. */
  leave: () => void;
}

/** Looks for the page at `url`. */
export function searchPage({ plus, url, heard, leave }: PageSearchOptions): PageSearch {
  const inApp = url.startsWith('_www/');
  let give: ((error: CallstationError) => void) | null = null;
  const giveUp = (error: CallstationError): void => {
    // When it was there once it may come back, and with it a call.
    if (heard() || give === null) return;
    give(error);
    leave();
  };
  const missing = (file: string): void => giveUp(notInApp(file));
  return {
    failed() {
      // One at an address may be there again in a moment.
      if (inApp) missing(url);
    },
    other: (title) => giveUp(isOther(url, title, inApp)),
    silent() {
      if (!inApp || heard()) return;
      for (const file of [url, url.replace(/[^/]*$/u, SCRIPT)])
        plus.io?.resolveLocalFileSystemURL(
          file,
          () => undefined,
          () => missing(file),
        );
    },
    async until(connecting) {
      try {
        await Promise.race([connecting, new Promise((_, reject) => (give = reject))]);
      } catch (error) {
        throw heard() ? error : withAdvice(error, url, inApp);
      } finally {
        give = null;
      }
    },
  };
}

const ADVICE = '"npx callstation-uniapp" copies it there, with its script; then build the app again.';
const BESIDE = `with ${SCRIPT} beside it`;

const notInApp = (file: string): CallstationError =>
  new CallstationError(
    'notSupported',
    `The hidden page with the sound of calls is not in this app: no ${file}. ${ADVICE}`,
  );

const isOther = (url: string, title: string, inApp: boolean): CallstationError =>
  new CallstationError(
    'notFound',
    `${url} is no host page of Callstation: it calls itself "${title}". ${inApp ? ADVICE : `Put callstation-host.html there, ${BESIDE}.`}`,
  );

function withAdvice(thrown: unknown, url: string, inApp: boolean): CallstationError {
  const error = CallstationError.from(thrown);
  if (error.code !== 'timeout') return error;
  const advice = inApp ? `Is it in the app? ${ADVICE}` : `Is it there, ${BESIDE}?`;
  return new CallstationError('timeout', `The hidden page ${url} says nothing. ${advice}`);
}
