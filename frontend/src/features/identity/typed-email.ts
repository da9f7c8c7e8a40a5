import { createStore } from '@/lib/store';

/** The address typed at the door, so that "forgot" and "sign in" need not ask twice. Kept nowhere else. */
export const typedEmail = createStore('');
