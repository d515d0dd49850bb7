import type { Writing } from './dialect.ts';

/**
 * How Oracle Health (Millennium R4) takes a progress note: XHTML, docStatus final, the end of the service with its time,
 * title and creation, one author who holds the token. It derives categories, gives its own identifiers, takes a Provenance of
 * few elements, and no Device or CarePlan. Elements outside its documented example are not sent: labels too.
 */
export const ORACLE_WRITING: Writing = {
  note: {
    contentType: 'application/xhtml+xml;charset=utf-8',
    requires: ['author-is-token-user', 'period-end', 'title', 'creation'],
    drops: [
      'meta',
      'identifier',
      'category',
      'date',
      'authenticator',
      'custodian',
      'securityLabel',
      'context.related',
      'content.attachment.hash',
      'content.attachment.size',
    ],
    types: ['11506-3'],
    conditionalCreate: false,
    readBack: 'words',
    findBy: 'reference-line',
  },
  provenance: 'minimal',
  device: 'none',
  carePlan: 'document',
};
