import type { CrisisInput, GroupInput, SessionInput } from '../../core/chart/session-input.ts';
import { CARE_ACTIVITIES, HISTORY_AREAS } from '../../core/chart/session-terms.ts';
import { groupSizeCheck } from '../../core/services/minutes-check.ts';
import { Field } from '../components/Field.tsx';
import { GrowingText } from '../components/GrowingText.tsx';
import { LineList } from '../components/LineList.tsx';
import { wholeNumber } from '../components/whole-number.ts';
import { ChipRows } from './ChipRows.tsx';
import { ACTIVITY_WORDS, HISTORY_WORDS } from './choices.ts';
import { withEntry, withItem, withMember, withNotAssessed, withoutItem } from './input-changes.ts';

interface KindFieldProps {
  readonly input: SessionInput;
  readonly onChange: (input: SessionInput) => void;
}

/** The group as far as this member's note tells of it: no other member is named, they are counted. */
export function GroupFields({ input, onChange }: KindFieldProps) {
  const group = input.group ?? {};
  const set = <K extends keyof GroupInput>(name: K, value: GroupInput[K]) =>
    onChange(withMember(input, 'group', withEntry(group, name, value)));
  return (
    <Field label="Group" note="Name no other member">
      <div className="row">
        <label className="grow">
          <span>Topic</span>
          <input type="text" value={group.topic ?? ''} onChange={(event) => set('topic', event.target.value)} />
        </label>
        <label className="grow">
          <span>Method</span>
          <input type="text" value={group.method ?? ''} onChange={(event) => set('method', event.target.value)} />
        </label>
      </div>
      <div className="row">
        <label>
          <span>Members present</span>
          <input
            type="text"
            inputMode="numeric"
            className="tiny"
            value={group.present ?? ''}
            onChange={(event) => set('present', wholeNumber(event.target.value, 999))}
          />
        </label>
        <label className="grow">
          <span>Co-facilitator, by role</span>
          <input
            type="text"
            value={group.coFacilitator ?? ''}
            onChange={(event) => set('coFacilitator', event.target.value)}
          />
        </label>
      </div>
      <output className="hint caution">{groupSizeCheck(input.serviceCode, group.present)}</output>
    </Field>
  );
}

/** What the crisis was, who was brought in, and how the patient was left. */
export function CrisisFields({ input, onChange }: KindFieldProps) {
  const crisis = input.crisis ?? {};
  const set = <K extends keyof CrisisInput>(name: K, value: CrisisInput[K]) =>
    onChange(withMember(input, 'crisis', withEntry(crisis, name, value)));
  return (
    <>
      <Field label="Crisis" note="What it is, how it came about">
        <GrowingText label="Crisis" value={crisis.state ?? ''} onChange={(text) => set('state', text)} />
      </Field>
      <Field label="Brought in" note="People and services">
        <LineList
          label="People and services brought in"
          placeholder="For example sister, 988, mobile crisis team; Enter adds"
          lines={crisis.resources ?? []}
          onChange={(resources) => set('resources', resources)}
        />
      </Field>
      <Field label="Disposition">
        <input
          type="text"
          aria-label="Disposition"
          value={crisis.disposition ?? ''}
          onChange={(event) => set('disposition', event.target.value)}
        />
      </Field>
    </>
  );
}

/** The history as reported, area by area; an area that was not asked about can be said to be so. */
export function HistoryFields({ input, onChange }: KindFieldProps) {
  const history = input.history ?? {};
  const skipped = HISTORY_AREAS.filter((area) => input.notAssessed.includes(HISTORY_WORDS[area]));
  const areaOf = (key: string) => HISTORY_AREAS.find((area) => area === key) ?? 'present-illness';
  const opened = HISTORY_AREAS.filter((area) => history[area] !== undefined);
  const without = (key: string) => Object.fromEntries(Object.entries(history).filter(([area]) => area !== key));
  return (
    <Field label="History" note="As reported">
      <ChipRows
        label="Areas of the history"
        chips={HISTORY_AREAS.filter((area) => !opened.includes(area) && !skipped.includes(area)).map((area) => ({
          value: area,
          words: HISTORY_WORDS[area],
        }))}
        rows={[
          ...skipped.map((area) => ({ key: area, label: HISTORY_WORDS[area], text: undefined, aside: 'not assessed' })),
          ...Object.keys(history).map((key) => ({
            key,
            label: HISTORY_WORDS[areaOf(key)],
            text: history[areaOf(key)],
            below: (
              <button
                type="button"
                className="chip"
                onClick={() =>
                  onChange(
                    withNotAssessed(withMember(input, 'history', without(key)), HISTORY_WORDS[areaOf(key)], true),
                  )
                }
              >
                not assessed
              </button>
            ),
          })),
        ]}
        onOpen={(value) => onChange({ ...input, history: { ...history, [areaOf(value)]: '' } })}
        onText={(key, text) => onChange({ ...input, history: { ...history, [areaOf(key)]: text } })}
        onRemove={(key) =>
          onChange(withNotAssessed(withMember(input, 'history', without(key)), HISTORY_WORDS[areaOf(key)], false))
        }
      />
    </Field>
  );
}

/** What was done in case management: assess, plan, link, monitor, and what its record holds besides. */
export function ActivityFields({ input, onChange }: KindFieldProps) {
  const list = input.careActivities ?? [];
  const change = (next: typeof list) => onChange(withMember(input, 'careActivities', next));
  return (
    <Field label="What was done">
      <ChipRows
        label="Case management activities"
        chips={CARE_ACTIVITIES.map((activity) => ({ value: activity, words: ACTIVITY_WORDS[activity] }))}
        rows={list.map(({ activity, text }, at) => ({ key: String(at), label: ACTIVITY_WORDS[activity], text }))}
        onOpen={(value) => {
          const activity = CARE_ACTIVITIES.find((one) => one === value);
          if (activity) change([...list, { activity, text: '' }]);
        }}
        onText={(key, text) => change(withItem(list, Number(key), { text }))}
        onRemove={(key) => change(withoutItem(list, Number(key)))}
      />
    </Field>
  );
}
