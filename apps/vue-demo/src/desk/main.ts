import '@callstation/ui/register';
import { createWorkstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import { createWorkstationPlugin } from '@callstation/vue';
import { fetchToken } from 'demo-kit';
import { createApp } from 'vue';

import Desk from './customer-desk.vue';
import 'demo-kit/desk.css';

const agent = new URLSearchParams(location.search).get('agent') ?? 'alice';
// The token comes from your own back end; here the demo centre gives it out.
const workstation = createWorkstation({ backend: callcenter({ url: '/seat', token: () => fetchToken(agent) }) });

createApp(Desk).use(createWorkstationPlugin(workstation)).mount('#app');
