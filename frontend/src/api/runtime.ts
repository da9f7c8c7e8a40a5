import type { CreateClientConfig } from './gen/client.gen';
import { apiFetch } from './session';

/** How the generated client reaches the API: our own origin, with the session, failures as ApiError. */
export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: location.origin, // one origin in development, embedded and behind nginx
  fetch: apiFetch,
  credentials: 'same-origin',
});
