import type { SectionMap } from './section-map.ts';

/** Behavior, intervention, response, plan. Behavior is the whole presentation, risk included. */
export const BIRP: SectionMap = {
  format: 'BIRP',
  title: 'Progress note (BIRP)',
  sections: [
    {
      id: 'behavior',
      title: 'Behavior',
      holds: [
        'attendance',
        'last-plan',
        'complaint',
        'reported',
        'observations',
        'scores',
        'toxicology',
        'diagnosis',
        'medications',
        'social-needs',
        'risk',
        'unread',
      ],
    },
    { id: 'intervention', title: 'Intervention', holds: ['aims', 'interventions'] },
    { id: 'response', title: 'Response', holds: ['response', 'score-change', 'objectives'] },
    { id: 'plan', title: 'Plan', holds: ['referrals', 'plan'] },
  ],
};
