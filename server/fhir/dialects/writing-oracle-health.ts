import type { Writing } from './dialect.ts';

/** How Oracle Health (Millennium R4) takes a progress note. Sections are those of ehr.md. */
export const ORACLE_WRITING: Writing = {
  note: {
    // §4.2 attachment, §7 note body: the only form that keeps headings.
    contentType: 'application/xhtml+xml;charset=utf-8',
    // §4.2: exactly one Practitioner = the token's user; context.period.end with time, title, creation with time.
    requires: ['author-is-token-user', 'period-end', 'title', 'creation'],
    // §4.2: our own ignored or refused with 422; docs-examples/r4_document_reference_post.json has none of them.
    drops: [
      'meta',
      'implicitRules',
      'contained',
      'extension',
      'modifierExtension',
      'identifier',
      'category',
      'date',
      'authenticator',
      'custodian',
      'relatesTo',
      'securityLabel',
      'context.related',
      'content.format',
      'content.attachment.hash',
      'content.attachment.size',
    ],
    // §4.2 type: LOINC codes, or one code of codeSet/72, never both.
    types: ['11506-3'],
    // §3, point 3: no conditional create, no If-None-Exist; a replay is a duplicate.
    conditionalCreate: false,
    readBack: 'words',
    findBy: 'reference-line',
  },
  // §4.3: Provenance with one target, agents and entities only; §4.1: CarePlan and Goal not written; §7.
  provenance: 'minimal',
  device: 'none',
  carePlan: 'document',
};
