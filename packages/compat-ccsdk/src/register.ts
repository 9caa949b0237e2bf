import { defineCcSdk } from './cc-sdk-element.ts';
import type { RegisterOptions } from './options.ts';
import { pageSdk } from './page-sdk.ts';

/**
 * Signs the page in, and makes the element known, for every `<cc-sdk>` there is or will be. Another token replaces the one before. Answers with nothing;
 * what fails is told by `onHttp`.
 *
 * @example
 * register({ token: await fetch('/my/credential').then((answer) => answer.text()), lang: 'es' });
 */
export function register(options: RegisterOptions): void {
  defineCcSdk();
  pageSdk.register(options);
}
