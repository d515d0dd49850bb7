import { launchTarget } from './launch-target.ts';

const target = launchTarget(window.location.search);
if (target.kind === 'go') {
  window.location.replace(target.url);
} else {
  for (const [id, text] of [
    ['what', target.what],
    ['more', target.more],
  ] as const) {
    const element = document.getElementById(id);
    if (element) element.textContent = text;
  }
}
