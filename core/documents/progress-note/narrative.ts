import type { SectionMap } from './section-map.ts';

/** The session as it went, where the treatment stands after it, and what comes next: three paragraphs of prose. */
export const NARRATIVE: SectionMap = {
  format: 'narrative',
  title: 'Progress note (narrative)',
  sections: [
    {
      id: 'session',
      title: 'Treatment session',
      holds: ['attendance', 'last-plan', 'complaint', 'reported', 'observations', 'aims', 'interventions', 'response'],
    },
    {
      id: 'course',
      title: 'Course of treatment',
      holds: [
        'scores',
        'toxicology',
        'score-change',
        'objectives',
        'diagnosis',
        'medications',
        'social-needs',
        'risk',
        'unread',
      ],
    },
    { id: 'plan', title: 'Plan', holds: ['referrals', 'plan'] },
  ],
};
