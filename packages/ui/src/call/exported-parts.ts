import { CALL_VERBS } from '@callstation/core/model';

/** The parts of `<cs-call-controls>`, for the elements that have one inside. */
export const CONTROL_PARTS = ['button', 'icon', 'label', 'controls', 'panel', ...CALL_VERBS].join(', ');
