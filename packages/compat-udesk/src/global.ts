// What the vendor's script tag brings: one global class.
import { rememberScript } from './centre-urls.ts';
import { UdeskCCPaasApiClass } from './udesk-api.ts';

rememberScript();
Object.assign(globalThis, { UdeskCCPaasApiClass });
