import { defineElements } from './elements.ts';

// So that whoever imports this alone has the types of the tags, too.
export type { CsElements } from './elements.ts';

defineElements();
