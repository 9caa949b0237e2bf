import { createApp } from 'vue';

import App from './app.vue';
import 'demo-kit/styles.css';

createApp(App).mount('#app');
