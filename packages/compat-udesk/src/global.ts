// What the vendor's script tag brings: one global class.
import { script } from './centre-urls.ts';
import { UdeskCCPaasApiClass } from './udesk-api.ts';

script.remember();
Object.assign(globalThis, { UdeskCCPaasApiClass });
