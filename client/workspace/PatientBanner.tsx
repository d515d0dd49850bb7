import type { Fact } from '../../core/chart/fact.ts';
import { factsOf } from '../../core/chart/fact.ts';
import { ageYears, plainDate } from '../components/dates.ts';

interface PatientBannerProps {
  readonly facts: readonly Fact[] | undefined;
  readonly failed: boolean;
  readonly today: string;
  readonly full: boolean;
  readonly allergiesRead: boolean;
}

/**
 * Which patient this is. In full where the EHR asks for it (SMART `need_patient_banner`); otherwise a slim line with
 * name and date of birth, because a note must never be written without knowing for whom.
 */
export function PatientBanner({ facts, failed, today, full, allergiesRead }: PatientBannerProps) {
  const patient = facts ? factsOf(facts, 'patient')[0]?.value : undefined;
  if (!facts || !patient) {
    return (
      <div className="patient-banner" data-testid="patient-banner">
        <p>{bannerWords(facts !== undefined, failed)}</p>
      </div>
    );
  }
  const age = ageYears(patient.birthDate, today);
  return (
    <div className={full ? 'patient-banner' : 'patient-banner slim'} data-testid="patient-banner">
      <p className="names">
        <strong>{patient.legalName}</strong>
        {patient.preferredName && patient.preferredName !== patient.legalName && (
          <span> “{patient.preferredName}”</span>
        )}
        {patient.pronouns && <span className="muted"> {patient.pronouns}</span>}
      </p>
      <dl>
        {patient.birthDate && (
          <div>
            <dt>Born</dt>
            <dd>
              {plainDate(patient.birthDate)}
              {age !== undefined && ` (${age})`}
            </dd>
          </div>
        )}
        {full && patient.mrn && (
          <div>
            <dt>MRN</dt>
            <dd>{patient.mrn}</dd>
          </div>
        )}
        {full && (
          <div>
            <dt>Allergies</dt>
            <dd>{allergyWords(facts, allergiesRead)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** Names up to two allergies. None recorded is not “no known allergies”, and unread is neither. */
function allergyWords(facts: readonly Fact[], read: boolean): string {
  const active = factsOf(facts, 'allergy').filter(
    ({ value, polarity }) => value.status !== 'inactive' && polarity === 'affirmed',
  );
  if (active.length === 0) return read ? 'none recorded' : 'could not be read';
  const names = active.slice(0, 2).map(({ value }) => value.substance);
  return active.length > 2 ? `${active.length}: ${names.join(', ')}…` : names.join(', ');
}

function bannerWords(read: boolean, failed: boolean): string {
  if (read) return 'The chart did not give the patient’s name. Check the chart before you write.';
  return failed ? 'The patient’s name could not be read. Check the chart before you write.' : 'Reading the chart…';
}
