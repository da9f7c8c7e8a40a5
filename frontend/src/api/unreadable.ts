import { leadToUnreadable } from '@/lib/unreadable';
import { ApiError } from './problem';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Whoever asks says itself what went wrong. */
      quiet?: boolean;
      /** Sends no field of the screen: to remove, to reject, to take back, to go elsewhere, to fetch a file. */
      anyway?: boolean;
    };
  }
}

/** The door of every writing: nothing goes out while a field shows what could not be read. */
export function refuseUnreadable(_asked: unknown, { meta }: { meta?: { anyway?: boolean } | undefined }): void {
  if (meta?.anyway || !leadToUnreadable()) return;
  const error = { code: 'field_unreadable', message: '', field: null };
  throw new ApiError({ title: 'A field cannot be read', status: 422, errors: [error] });
}
