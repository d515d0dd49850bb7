import { useId } from 'react';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { SESSION_PLACES, TELEHEALTH_CONSENTS } from '../../core/chart/session-terms.ts';
import { CONSENT_WORDS, PLACE_WORDS } from './choices.ts';
import { withMember, withText } from './input-changes.ts';

const MODALITIES: readonly (readonly [SessionInput['modality'], string])[] = [
  ['in-person', 'In person'],
  ['telehealth-video', 'Video'],
  ['telehealth-audio', 'Phone'],
];

interface PlaceProps {
  readonly input: SessionInput;
  readonly patientWord: string;
  readonly onChange: (input: SessionInput) => void;
}

/** In person and where, or by video or phone: then where both were, and how the patient agreed to it. */
export function Place({ input, patientWord, onChange }: PlaceProps) {
  const id = useId();
  return (
    <>
      <div className="row">
        <div className="choices" role="radiogroup" aria-label="Modality">
          {MODALITIES.map(([value, words]) => (
            <label key={value} className="choice">
              <input
                type="radio"
                name={`${id}-modality`}
                checked={input.modality === value}
                onChange={() => onChange({ ...input, modality: value })}
              />
              <span>{words}</span>
            </label>
          ))}
        </div>
        {input.modality === 'in-person' ? (
          <label>
            <span>Place</span>
            <select
              value={input.place ?? ''}
              onChange={(event) => {
                const place = SESSION_PLACES.find((one) => one === event.target.value);
                onChange(withMember(input, 'place', place));
              }}
            >
              <option value="">Not stated</option>
              {SESSION_PLACES.map((place) => (
                <option key={place} value={place}>
                  {PLACE_WORDS[place]}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <label className="grow">
            <span>Where the {patientWord} is</span>
            <input
              type="text"
              value={input.patientLocation ?? ''}
              onChange={(event) => onChange(withText(input, 'patientLocation', event.target.value))}
            />
          </label>
        )}
      </div>
      {input.modality !== 'in-person' && (
        <div className="row">
          <label className="grow">
            <span>Where you are</span>
            <input
              type="text"
              value={input.clinicianLocation ?? ''}
              onChange={(event) => onChange(withText(input, 'clinicianLocation', event.target.value))}
            />
          </label>
          <label>
            <span>Consent to telehealth</span>
            <select
              value={input.telehealthConsent ?? ''}
              onChange={(event) => {
                const consent = TELEHEALTH_CONSENTS.find((one) => one === event.target.value);
                onChange(withMember(input, 'telehealthConsent', consent));
              }}
            >
              <option value="">Not stated</option>
              {TELEHEALTH_CONSENTS.map((consent) => (
                <option key={consent} value={consent}>
                  {CONSENT_WORDS[consent]}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
    </>
  );
}
