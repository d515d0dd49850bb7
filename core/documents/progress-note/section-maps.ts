import type { NoteFormat } from '../draft.ts';
import { BIRP } from './birp.ts';
import { DAP } from './dap.ts';
import { GIRP } from './girp.ts';
import { NARRATIVE } from './narrative.ts';
import { PIRP } from './pirp.ts';
import type { SectionMap } from './section-map.ts';
import { SOAP } from './soap.ts';

/** The sections of every format a progress note can have. */
export const SECTION_MAPS: Readonly<Record<NoteFormat, SectionMap>> = {
  SOAP,
  DAP,
  BIRP,
  GIRP,
  PIRP,
  narrative: NARRATIVE,
};
