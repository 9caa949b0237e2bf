import { serveHostPage, type PagePlus } from './serve-host-page.ts';

declare const plus: PagePlus | undefined;

const begin = (): void => {
  if (typeof plus !== 'undefined') serveHostPage({ plus, window });
};
// The platform puts `plus` in when it likes; where it was quick, nobody tells any more.
if (typeof plus === 'undefined') document.addEventListener('plusready', begin, { once: true });
else begin();
