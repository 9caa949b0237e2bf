/** Marks messages of the hidden page among all that pages send to the logic layer. */
export const MESSAGE_TYPE = 'callstation';
/** The hidden page's id among the app's webviews. */
export const PAGE_ID = 'callstation-host';
/** Where the logic layer listens. */
export const LOGIC_LAYER = '__uniapp__service';
/** The global of the hidden page that takes texts. */
export const RECEIVER = '__callstationHost';
