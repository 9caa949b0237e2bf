/** Replaced by uni-app's compilers with the platform's name. */
declare const process: { env: { UNI_PLATFORM: string } };

/** Whether this is a page in a browser. */
export const inBrowser = process.env.UNI_PLATFORM === 'h5';

/** Whether this is an app on a phone, whose hidden page is a file and so of no web origin. */
export const onPhone = process.env.UNI_PLATFORM === 'app';

/** Whether the sound is at the agent's own phone, as for a mini-program: it is answered and muted there. */
export const soundAtPhone = process.env.UNI_PLATFORM.startsWith('mp-');
