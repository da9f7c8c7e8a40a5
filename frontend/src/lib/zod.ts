// Imported first in main.tsx. `jitless` must be set before the first schema is built, otherwise zod's `new Function`
// probe is reported as a CSP violation. Never re-export `z` from here: a re-exported namespace is not tree-shaken.
import { config } from 'zod/mini';

config({ jitless: true });
