import type { SectionMap } from './section-map.ts';

/** Problem, intervention, response, plan. The problem is the diagnosis with what was said, seen and measured of it. */
export const PIRP: SectionMap = {
  format: 'PIRP',
  title: 'Progress note (PIRP)',
  sections: [
    {
      id: 'problem',
      title: 'Problem',
      holds: [
        'diagnosis',
        'complaint',
        'attendance',
        'reported',
        'observations',
        'scores',
        'toxicology',
        'medications',
        'social-needs',
        'risk',
        'unread',
      ],
    },
    { id: 'intervention', title: 'Intervention', holds: ['last-plan', 'aims', 'interventions'] },
    { id: 'response', title: 'Response', holds: ['response', 'score-change', 'objectives'] },
    { id: 'plan', title: 'Plan', holds: ['referrals', 'plan'] },
  ],
};
