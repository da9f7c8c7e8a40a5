/** What is recorded, by subject: how the filter groups it, and which beginnings of names a subject stands for. */
export const SUBJECTS = {
  documents: {
    prefixes: ['document.'],
    events: [
      'document.uploaded',
      'document.read',
      'document.failed',
      'document.revised',
      'document.approved',
      'document.rejected',
      'document.reopened',
      'document.retried',
      'document.removed',
    ],
  },
  books: {
    prefixes: ['entry.', 'invoice.', 'books.', 'contact.'],
    events: [
      'books.opened',
      'invoice.booked',
      'invoice.unbooked',
      'entry.posted',
      'entry.reversed',
      'contact.made',
      'contact.revised',
    ],
  },
  signIn: {
    prefixes: ['user.', 'person.', 'session.', 'password.', 'email.', 'mfa.', 'recovery_code'],
    events: [
      'user.registered',
      'user.signed_in',
      'user.sign_in_failed',
      'user.signed_out',
      'user.switched',
      'user.revised',
      'person.erased',
      'session.revoked',
      'session.token_reused',
      'password.changed',
      'password.reset_asked',
      'email.verified',
      'email.change_asked',
      'email.changed',
      'mfa.enabled',
      'mfa.disabled',
      'mfa.failed',
      'recovery_codes.renewed',
      'recovery_code.used',
    ],
  },
  company: {
    prefixes: ['company.', 'member.', 'invitation.'],
    events: [
      'company.opened',
      'company.revised',
      'company.closed',
      'company.cleared',
      'invitation.made',
      'invitation.sent_again',
      'invitation.accepted',
      'invitation.revoked',
      'member.role_changed',
      'member.removed',
    ],
  },
  programs: {
    prefixes: ['api_key.', 'webhook.', 'mail.'],
    events: [
      'api_key.made',
      'api_key.revoked',
      'webhook.made',
      'webhook.revised',
      'webhook.removed',
      'webhook.secret_rotated',
      'webhook.pinged',
      'webhook.redelivered',
      'webhook.switched_off',
      'mail.resent',
    ],
  },
  log: {
    prefixes: ['audit.', 'export.', 'job.'],
    events: ['audit.verified', 'audit.broken', 'export.asked', 'export.made', 'export.downloaded', 'job.cancelled'],
  },
} as const;

export type Subject = keyof typeof SUBJECTS;

export const SUBJECT_NAMES = Object.keys(SUBJECTS) as Subject[];

/** What the filter in the address asks the server for: a subject, or one event by its name. */
export function namesAsked(event: string | undefined): string[] | undefined {
  if (!event) return undefined;
  const subject = SUBJECT_NAMES.find((one) => one === event);
  return subject ? [...SUBJECTS[subject].prefixes] : [event];
}
