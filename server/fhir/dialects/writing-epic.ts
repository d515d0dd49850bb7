import type { Writing } from './dialect.ts';

/**
 * How Epic takes a progress note (Clinical Notes, spec 1046): text, one attachment, a visit, no identifier of ours kept, no
 * Provenance, Device or CarePlan. What it overwrites or has not been seen to take is not sent: labels too.
 */
export const EPIC_WRITING: Writing = {
  note: {
    contentType: 'text/plain',
    requires: ['encounter', 'author-is-token-user'],
    drops: [
      'meta',
      'identifier',
      'date',
      'authenticator',
      'custodian',
      'securityLabel',
      'context.period',
      'context.related',
      'content.attachment.hash',
      'content.attachment.size',
      'content.attachment.title',
      'content.attachment.creation',
    ],
    types: ['11506-3'],
    conditionalCreate: false,
    readBack: 'words',
    findBy: 'reference-line',
  },
  provenance: 'app-only',
  device: 'none',
  carePlan: 'document',
};
