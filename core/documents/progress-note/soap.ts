import type { SectionMap } from './section-map.ts';

/** Subjective, objective, assessment, plan. What was done stands under objective with the response to it. */
export const SOAP: SectionMap = {
  format: 'SOAP',
  title: 'Progress note (SOAP)',
  sections: [
    { id: 'subjective', title: 'Subjective', holds: ['attendance', 'last-plan', 'complaint', 'reported'] },
    {
      id: 'objective',
      title: 'Objective',
      holds: ['observations', 'scores', 'toxicology', 'medications', 'aims', 'interventions', 'response'],
    },
    {
      id: 'assessment',
      title: 'Assessment',
      holds: ['diagnosis', 'score-change', 'objectives', 'social-needs', 'risk', 'unread'],
    },
    { id: 'plan', title: 'Plan', holds: ['referrals', 'plan'] },
  ],
};
