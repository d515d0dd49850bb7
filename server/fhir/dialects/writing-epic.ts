import type { Writing } from './dialect.ts';

/** How Epic takes a progress note (Clinical Notes, spec 1046). Sections are those of ehr.md. */
export const EPIC_WRITING: Writing = {
  note: {
    // §4.2 attachment: one, text/plain; formatting is lost in storing.
    contentType: 'text/plain',
    // §4.2: "Valid encounter required"; in a user launch the author is the token's user.
    requires: ['encounter', 'author-is-token-user'],
    // §4.2 and §7, "Required by adapter": dropped, overwritten or likely refused there. Labels, the authenticator and related
    // resources have not been seen to be taken: what is not known to be kept is not sent.
    drops: [
      'meta',
      'implicitRules',
      'contained',
      'extension',
      'modifierExtension',
      'identifier',
      'date',
      'authenticator',
      'custodian',
      'relatesTo',
      'securityLabel',
      'context.period',
      'context.related',
      'content.format',
      'content.attachment.hash',
      'content.attachment.size',
      'content.attachment.title',
      'content.attachment.creation',
    ],
    // §4.2 type: LOINC codes seen accepted; 11506-3 is the progress note.
    types: ['11506-3', '34108-1', '34117-2', '11488-4'],
    // §4.2 replay files a second note; §4.1 conditional create: false.
    conditionalCreate: false,
    // §4.2 echo check: html of the Binary, tags stripped, words compared.
    readBack: 'words',
    // §4.2: identifiers come back as Epic's own; §7: the Ref line in the footer is what matches.
    findBy: 'reference-line',
  },
  // §4.1: Provenance read only; Device read only; CarePlan and Goal not written.
  provenance: 'app-only',
  device: 'none',
  carePlan: 'document',
};
