/** The patient as a subject, as clinicians write it. */
const PATIENT = /, (?:and )?(?=(?:the )?(?:client|patient|pt|clt)\b)/i;
const OTHER = /^(?:another (?:group member|person)|one of )/i;

/**
 * What a note of one member may say of the others: nothing of their own. A sentence that begins with another member keeps
 * only the patient's part in it. Texts that name nobody come back as they are.
 */
export function withoutOthersStories(text: string): string {
  if (!/\banother (?:group member|person)\b/i.test(text)) return text;
  return text
    .split(/(?<=[.;!?]) /)
    .map((sentence) => {
      if (!OTHER.test(sentence)) return sentence;
      const own = PATIENT.exec(sentence);
      if (own === null) return `Another group member took part${/[.;!?]$/.exec(sentence)?.[0] ?? ''}`;
      return `After what another group member said or did, ${sentence.slice(own.index + own[0].length)}`;
    })
    .join(' ');
}
