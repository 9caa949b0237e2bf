import { errorText as coreErrorText } from '@callstation/core/words';

import type { SeatWords } from '../words/index.ts';

/** What went wrong, for the person at the desk. */
export const errorText = (error: unknown, { language }: SeatWords): string => coreErrorText(error, language);
