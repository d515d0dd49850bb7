import type { Section, Sentence } from '../documents/draft.ts';
import type { ClauseFamily, SectionMap } from '../documents/progress-note/section-map.ts';
import { notAssessed, unread } from './clauses/absent.ts';
import { aims } from './clauses/aims.ts';
import { attendance, complaint } from './clauses/complaint.ts';
import { lastPlan } from './clauses/continuity.ts';
import { diagnosis, socialNeeds } from './clauses/diagnosis.ts';
import { circumstances, history } from './clauses/history.ts';
import { homeworkReview } from './clauses/homework-review.ts';
import { interventions } from './clauses/interventions.ts';
import { medications } from './clauses/medications.ts';
import { objectives } from './clauses/objectives.ts';
import { observations } from './clauses/observations.ts';
import { plan } from './clauses/plan.ts';
import { referrals } from './clauses/referrals.ts';
import { reported } from './clauses/reported.ts';
import { response } from './clauses/response.ts';
import { risk } from './clauses/risk.ts';
import { scoreChange } from './clauses/score-change.ts';
import { scores } from './clauses/scores.ts';
import { careActivities, crisisState, disposition, sessionDetails } from './clauses/session-kind.ts';
import { toxicology } from './clauses/toxicology.ts';
import { factsIn } from './phrase.ts';
import { sentenceOf } from './realise.ts';
import { referring } from './refer.ts';
import type { Material } from './select.ts';
import type { Clauses, Statement } from './statement.ts';

const FAMILIES: Readonly<Record<ClauseFamily, readonly Clauses[]>> = {
  attendance: [attendance, sessionDetails],
  'last-plan': [lastPlan, homeworkReview],
  complaint: [complaint],
  reported: [history, reported, circumstances],
  observations: [crisisState, observations, notAssessed],
  medications: [medications],
  scores: [scores],
  toxicology: [toxicology],
  aims: [aims],
  interventions: [interventions, careActivities],
  response: [response],
  diagnosis: [diagnosis],
  'score-change': [scoreChange],
  objectives: [objectives],
  'social-needs': [socialNeeds],
  risk: [risk],
  referrals: [referrals],
  plan: [disposition, plan],
  unread: [unread],
};

/** What a brief note leaves out: it stands at the head or in the chart, and nothing of it is new. */
const NOT_IN_BRIEF: ReadonlySet<string> = new Set(['score-not-taken', 'medication', 'objectives-not-addressed']);

/** The statements of a note, section by section as its format orders them. */
export function order(material: Material, map: SectionMap): { id: string; title: string; statements: Statement[] }[] {
  const note = referring(material);
  return map.sections.map(({ id, title, holds }) => {
    const refer = note.section();
    const clauses = holds.flatMap((family) => FAMILIES[family]);
    const statements = clauses.flatMap((clause) => clause(material, refer));
    const brief = material.style.density === 'brief' && material.lastNote !== undefined;
    return { id, title, statements: brief ? statements.filter(({ rule }) => !NOT_IN_BRIEF.has(rule)) : statements };
  });
}

/** The sections of a note with every statement as a sentence that cites its Facts. */
export function sections(material: Material, map: SectionMap): Section[] {
  return order(material, map).map(({ id, title, statements }) => {
    const count = new Map<string, number>();
    const sentences = statements.map(({ rule, phrase }): Sentence => {
      const number = (count.get(rule) ?? 0) + 1;
      count.set(rule, number);
      return {
        id: `${id}/${rule}/${number}`,
        text: sentenceOf(phrase),
        facts: factsIn(phrase),
        rule,
        origin: 'composed',
      };
    });
    return { id, title, sentences };
  });
}
