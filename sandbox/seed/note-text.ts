import type { CaseFile, CaseSession } from './case-file.ts';

/**
 * The plain text of an earlier note as another system might have written it: four headed parts, dashes, short lines.
 * It holds what was charted at that session; what the clinician kept private or only typed aside is not in it.
 */
export function noteText(session: CaseSession, caseFile: CaseFile): string {
  const { patient, clinician, setting } = caseFile;
  const lines = [
    `${setting.organization} - PROGRESS NOTE`,
    `Patient: ${patient.legal_name}    DOB: ${patient.birth_date}`,
    `Visit: ${session.date} ${session.start}-${session.end}, ${session.modality.replaceAll('_', ' ')}, CPT ${session.cpt}`,
    ...presentLines(session),
    '',
    'SUBJECTIVE',
    `Came in about: ${session.chief_complaint}.`,
    ...session.subjective.map((line) => `- ${line}.`),
    '',
    'OBJECTIVE',
    `${Object.entries(session.objective)
      .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`)
      .join('; ')}.`,
    ...measureLines(session, caseFile),
    '',
    'ASSESSMENT',
    `Suicidal ideation: ${session.risk.si}. Plan: ${session.risk.plan}. Intent: ${session.risk.intent}. Homicidal ideation: ${session.risk.hi}. Risk level judged ${session.risk.level}.`,
    ...(session.risk.action === undefined ? [] : [`Safety action: ${session.risk.action}.`]),
    `Work done: ${session.interventions.map(({ technique }) => technique).join('; ')}.`,
    `How it went: ${session.response}.`,
    ...(session.progress ?? []).map(
      ({ objective, status, evidence }) =>
        `Objective "${objectiveText(objective, caseFile)}": ${status.replaceAll('_', ' ')} (${evidence}).`,
    ),
    '',
    'PLAN',
    ...session.plan.map((line) => `- ${line}.`),
    '',
    `Electronically signed by ${clinician.name}, ${clinician.credentials}`,
  ];
  return `${lines.join('\n')}\n`;
}

function presentLines({ participants, language, group }: CaseSession): string[] {
  const others = participants.filter((who) => who !== 'client');
  return [
    ...(others.length === 0 && participants.includes('client') ? [] : [`Present: ${participants.join(', ')}`]),
    ...(language === undefined ? [] : [`Language: ${language}`]),
    ...(group === undefined ? [] : [`Group: ${group.topic}; ${group.method}; ${group.present} members present`]),
  ];
}

function measureLines(session: CaseSession, { instruments }: CaseFile): string[] {
  return instruments.flatMap(({ id, instrument, total }) =>
    session.instruments?.includes(id) && total !== null ? [`${instrument} total: ${total}.`] : [],
  );
}

function objectiveText(id: string, { treatment_plan: { goals } }: CaseFile): string {
  return goals.flatMap(({ objectives }) => objectives).find((objective) => objective.id === id)?.text ?? id;
}
