import { watchEffect } from 'vue';
import { setup, TCCCWorkstation } from '@/uni_modules/callstation-workstation';
import { language } from './settings';

// What it says of itself is put between the words of the pages.
watchEffect(() => setup({ language: language.value }));

/** The one workstation of this app. */
export const workstation = TCCCWorkstation.sharedInstance();
