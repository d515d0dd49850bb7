import type { SectionMap } from './section-map.ts';

/** Data, assessment, plan. Data joins what was said, seen, measured and done, with the response to it. */
export const DAP: SectionMap = {
  format: 'DAP',
  title: 'Progress note (DAP)',
  sections: [
    {
      id: 'data',
      title: 'Data',
      holds: [
        'attendance',
        'last-plan',
        'complaint',
        'reported',
        'observations',
        'scores',
        'toxicology',
        'medications',
        'aims',
        'interventions',
        'response',
      ],
    },
    {
      id: 'assessment',
      title: 'Assessment',
      holds: ['diagnosis', 'score-change', 'objectives', 'social-needs', 'risk', 'unread'],
    },
    { id: 'plan', title: 'Plan', holds: ['referrals', 'plan'] },
  ],
};
