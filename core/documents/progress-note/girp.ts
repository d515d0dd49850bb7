import type { SectionMap } from './section-map.ts';

/** Goal, intervention, response, plan. It opens with what the work is for and how far that has come. */
export const GIRP: SectionMap = {
  format: 'GIRP',
  title: 'Progress note (GIRP)',
  sections: [
    { id: 'goal', title: 'Goal', holds: ['aims', 'diagnosis', 'scores', 'score-change', 'objectives'] },
    { id: 'intervention', title: 'Intervention', holds: ['attendance', 'last-plan', 'complaint', 'interventions'] },
    {
      id: 'response',
      title: 'Response',
      holds: ['response', 'reported', 'observations', 'toxicology', 'medications', 'social-needs', 'risk', 'unread'],
    },
    { id: 'plan', title: 'Plan', holds: ['referrals', 'plan'] },
  ],
};
