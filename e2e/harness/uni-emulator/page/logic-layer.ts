/** Where the logic layer listens. */
export const LOGIC_LAYER = '__uniapp__service';
