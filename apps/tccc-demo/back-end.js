import { askBackEnd } from '../vendor-kit/page.js';

// Asks the back end of the product, which signs in at the centre for its agent and answers with the SdkURL.
globalThis.loginTCCC = () => askBackEnd('tccc');
