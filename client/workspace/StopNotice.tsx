import type { MissingRead } from '../../core/chart/chart.ts';
import { missingWords } from '../../core/chart/missing-words.ts';

const TITLES: Readonly<Partial<Record<MissingRead['reason'], string>>> = {
  'break-the-glass': 'The EHR holds this chart closed',
  'merged-patient': 'This record was merged into another',
};

/** Shown when the EHR closed the chart to this launch. There is no way to ask again from here: the EHR has to be opened. */
export function StopNotice({ read }: { readonly read: MissingRead }) {
  const { why, next } = missingWords(read);
  return (
    <section className="notice stop" role="alert" data-testid="chart-closed" data-reason={read.reason}>
      <h2>{TITLES[read.reason] ?? 'The chart is closed'}</h2>
      <p>{why} Nothing more is asked of it in this launch.</p>
      <p>
        <strong>{next}</strong> What you typed here is kept.
      </p>
    </section>
  );
}
