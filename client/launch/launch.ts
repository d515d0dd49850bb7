import { startableEhrs } from '../api/startable-ehrs.ts';
import { launchTarget, startAddress } from './launch-target.ts';

const target = launchTarget(window.location.search);
if (target.kind === 'go') window.location.replace(target.url);
else if (target.kind === 'stop') say(target.what, target.more);
else await choose();

function say(what: string, more: string): void {
  for (const [id, text] of [
    ['what', what],
    ['more', more],
  ] as const) {
    const element = document.getElementById(id);
    if (element) element.textContent = text;
  }
}

/** Lists the registered EHRs, each a link that starts there and lets the EHR ask for the patient. */
async function choose(): Promise<void> {
  const ehrs = await startableEhrs();
  if (!ehrs?.length) {
    say(
      'Open Throughline from a patient’s chart.',
      ehrs ? 'No EHR is registered here yet.' : 'The list of EHRs could not be read. Reload the page to try again.',
    );
    return;
  }
  say(
    'Start with which EHR?',
    'You sign in there and choose the patient there. If your EHR does not ask for one, open the patient’s chart and start Throughline from it.',
  );
  const list = document.getElementById('ehrs');
  for (const { name, issuer } of ehrs) {
    const link = document.createElement('a');
    link.href = startAddress(issuer);
    link.textContent = name;
    const item = document.createElement('li');
    item.append(link);
    list?.append(item);
  }
  if (list) list.hidden = false;
}
