import type { GoldenThread } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';
import { placeId } from './place-id.ts';

/** Referrals whose outcome is not known yet. Nothing is shown where there is none. */
export function Referrals({ thread }: { readonly thread: GoldenThread }) {
  const open = thread.referrals.filter(
    ({ referral: { value }, planned, outcome }) =>
      value.handsOver === true && !planned && outcome === undefined && value.status === 'active',
  );
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="thread-referrals">
      <h2 id="thread-referrals">Open referrals</h2>
      <ul className="problems">
        {open.map(({ referral: { id, value } }) => (
          <li key={id} id={placeId('referral', id)} tabIndex={-1}>
            {value.what}
            {value.to && ` to ${value.to}`}
            <span className="muted">
              {value.authored && `, ${plainDate(value.authored)}`}
              {value.due && `; due by ${plainDate(value.due)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
