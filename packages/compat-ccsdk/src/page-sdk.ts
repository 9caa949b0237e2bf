import { Sdk } from './sdk.ts';

/** The page's one seat: elements come and go, it stays. */
export const pageSdk = new Sdk();
