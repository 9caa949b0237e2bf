/** The verbs that need somebody to be chosen. */
export type BringIn = 'transfer' | 'consult' | 'conference';

/** Each of them: its button, and what stands before a name. */
export const BRING_IN: Readonly<Record<BringIn, { label: string; title: string }>> = {
  transfer: { label: 'Transfer', title: 'Transfer to' },
  consult: { label: 'Consult', title: 'Consult' },
  conference: { label: 'Add to call', title: 'Add' },
};
