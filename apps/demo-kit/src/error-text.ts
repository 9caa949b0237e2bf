import { errorText } from '@callstation/core/words';

/** What went wrong, in words for an agent. */
export const explain = (error: unknown): string => errorText(error, 'en');
